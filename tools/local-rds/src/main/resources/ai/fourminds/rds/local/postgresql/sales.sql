create schema crm;
create schema ops;
create schema "we ""quote"" %s";

create type public.order_status as enum ('new', 'paid', 'shipped', 'returned', 'cancelled');
create type public.address as (street text, city text, postcode text);

create table public.customers (
    id integer primary key,
    customer_no uuid not null unique,
    name text not null,
    email varchar(120) not null,
    country char(2) not null,
    credit_limit numeric(12, 2),
    vip boolean not null,
    home public.address,
    created_at timestamptz not null);
create table public.products (
    sku varchar(20) primary key,
    title text not null,
    price numeric(10, 2) not null,
    weight_kg double precision,
    tags text[] not null,
    attributes jsonb not null,
    datasheet json);
create table public.orders (
    id bigint not null,
    customer_id integer not null,
    sku varchar(20) not null,
    quantity integer not null,
    unit_price numeric(10, 2) not null,
    discount real not null,
    status public.order_status not null,
    ordered_on date not null,
    ordered_at timestamp not null,
    paid_at timestamptz,
    gift boolean not null,
    note text);
create table public.invoices (
    order_id bigint primary key,
    number text not null unique,
    total numeric(12, 2) not null,
    pdf bytea);
create table public.discount_codes (
    code text primary key,
    valid tsrange not null,
    percent smallint not null);

create table crm.contacts (
    id integer primary key,
    customer_id integer not null references public.customers,
    channel text not null,
    opened interval,
    address inet,
    preferences jsonb,
    last_seen time);
create table crm.campaigns (
    id integer primary key,
    title text not null,
    audience integer[][],
    starts date,
    budget money);

create table ops.events (
    id bigint not null,
    happened_at timestamptz not null,
    kind text not null,
    payload jsonb not null,
    primary key (id, happened_at)) partition by range (happened_at);
create table ops.events_2026_q1 partition of ops.events for values from ('2026-01-01') to ('2026-04-01');
create table ops.events_2026_q2 partition of ops.events for values from ('2026-04-01') to ('2026-07-01');
create table ops.events_2026_q3 partition of ops.events for values from ('2026-07-01') to ('2026-10-01');
create table ops.events_rest partition of ops.events default;
create table ops.attachments (
    id integer primary key,
    file_name text not null,
    content bytea not null,
    thumbnail bytea);
create table ops.blobs (content bytea);

create table "we ""quote"" %s"."odd ""name"" %s, $1; --" (
    "select" integer primary key,
    "a ""b"" %d" text,
    "line
break" text,
    "größe 📦" numeric,
    " padded " text);
create table "we ""quote"" %s"."📦 parcels
second line" ("🚚" text, "from" text);
create table "we ""quote"" %s"."Orders" (id integer);
create table "we ""quote"" %s".orders (id integer);

insert into public.customers
select n,
    md5('customer ' || n)::uuid,
    (array['Ada', 'Björn', 'Chloé', 'Dmitri', 'Élodie', '花子', 'Gül', 'Hans'])[1 + n % 8] || ' '
        || (array['O''Neill', 'Müller', '"Bob" Smith', 'García, Jr.', 'Nguyễn', 'Singh 🚲'])[1 + n % 6],
    'customer' || n || '@example.com',
    (array['DE', 'FR', 'US', 'JP', 'BR', 'IN'])[1 + n % 6],
    case when n % 11 > 0 then (n % 100) * 125.5 end,
    n % 17 = 0,
    row('Main Street ' || n % 90, 'City "' || n % 40 || '"', lpad((n * 7 % 100000)::text, 5, '0'))::public.address,
    timestamptz '2021-01-01 08:00+00' + n * interval '5 hours 17 minutes'
from generate_series(1, 4000) n;

insert into public.products
select 'SKU-' || lpad(n::text, 5, '0'),
    (array['Bicycle', 'Helmet', 'Pump', 'Saddle', 'Lamp', 'Lock'])[1 + n % 6] || ' ' || n,
    4.99 + n % 700,
    n * 0.1::float8,
    case n % 4 when 0 then '{}' when 1 then array['new'] when 2 then array['sale, now', 'a "b"'] else array[null, 'x'] end,
    jsonb_build_object('colour', (array['red', 'grün', '黒'])[1 + n % 3], 'sizes', jsonb_build_array(n % 5, n % 7), 'ratio', n / 7.0),
    case when n % 5 > 0 then json_build_object('pages', n, 'title', 'Sheet "' || n || '"') end
from generate_series(1, 600) n;

insert into public.orders
select n,
    1 + n::bigint * 7919 % 4000,
    'SKU-' || lpad((1 + n::bigint * 104729 % 600)::text, 5, '0'),
    1 + n % 9,
    4.99 + n % 700,
    (n % 20) / 100.0,
    (array['new', 'paid', 'shipped', 'shipped', 'shipped', 'returned', 'cancelled'])[1 + n % 7]::public.order_status,
    date '2023-01-01' + n / 90,
    timestamp '2023-01-01 00:00' + n * interval '16 minutes 1.25 seconds',
    case when n % 7 > 0 then timestamptz '2023-01-01 00:00+00' + n * interval '17 minutes' end,
    n % 31 = 0,
    case n % 10 when 0 then 'please ring "twice", then wait' when 1 then '' when 2 then 'Grüße 🎁' end
from generate_series(1, 120000) n;

-- Checked once for all rows together: far quicker than row by row.
alter table public.orders add primary key (id),
    add foreign key (customer_id) references public.customers,
    add foreign key (sku) references public.products;
insert into public.invoices
select id, 'INV-' || ordered_on || '-' || id, quantity * unit_price, decode(md5(id::text), 'hex')
from public.orders where id % 12 = 0;
alter table public.invoices add foreign key (order_id) references public.orders;
insert into crm.contacts
select n, 1 + n % 4000, (array['mail', 'phone', 'chat'])[1 + n % 3], n * interval '1 minute 2.5 seconds',
    ('10.' || n % 200 || '.0.' || n % 250)::inet, jsonb_build_object('newsletter', n % 2 = 0), time '07:00' + n * interval '1 second'
from generate_series(1, 2500) n;
insert into crm.campaigns
select n, 'Campaign ' || n, array[[n, n + 1], [n + 2, null]], date '2026-01-01' + n * 7, (n * 100.5)::numeric::money
from generate_series(1, 40) n;
insert into ops.events
select n, timestamptz '2026-01-01 00:00+00' + n * interval '11 minutes', (array['login', 'view', 'buy'])[1 + n % 3],
    jsonb_build_object('session', md5(n::text), 'n', n)
from generate_series(1, 36000) n;
insert into ops.attachments
select n, 'scan ' || n || '.png', decode(repeat(md5(n::text), 8), 'hex'), null
from generate_series(1, 120) n;
insert into ops.blobs select decode(md5(n::text), 'hex') from generate_series(1, 25) n;
insert into "we ""quote"" %s"."odd ""name"" %s, $1; --"
select n, 'value "' || n || '"', E'line 1\nline 2', n * 1.10, '  padded  '
from generate_series(1, 12) n;
insert into "we ""quote"" %s"."📦 parcels
second line" values ('🚚💨', null), ('', 'x');

create view public.open_orders as select * from public.orders where status in ('new', 'paid');
create materialized view public.sales_by_country as
select country, count(*) as orders, sum(quantity * unit_price) as revenue
from public.orders join public.customers on customers.id = customer_id group by country;

do $$
declare
    name text;
begin
    -- hstore is not part of every build of the server.
    if exists (select from pg_available_extensions where pg_available_extensions.name = 'hstore') then
        create extension hstore;
        create table crm.labels (id integer primary key, labels hstore);
        insert into crm.labels values (1, 'a=>1, "b c"=>NULL'), (2, ''), (3, null);
    end if;
    foreach name in array array['public', 'crm', 'ops', 'we "quote" %s'] loop
        execute format('grant usage on schema %I to fourminds_iam_user, reader_iam_user', name);
        execute format('grant select on all tables in schema %I to fourminds_iam_user, reader_iam_user', name);
    end loop;
end
$$;
create schema private;
create table private.secrets (id integer);
analyze;

-- Who owns the database may change its schema public, and make others.
alter database sales owner to fourminds_iam_admin;
