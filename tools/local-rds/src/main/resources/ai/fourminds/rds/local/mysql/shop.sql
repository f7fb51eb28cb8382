set session sql_mode = '', unique_checks = 0, foreign_key_checks = 0, time_zone = '+00:00';
create database shop default character set utf8mb4;
create table mysql.rds_numbers (n int primary key);
insert into mysql.rds_numbers
with recursive some as (select 0 as n union all select n + 1 from some where n < 346)
select 1 + a.n * 347 + b.n from some a cross join some b where a.n * 347 + b.n < 120000;

create table shop.customers (
    id int unsigned not null primary key,
    customer_no char(36) not null unique,
    name varchar(100) not null,
    email varchar(120) not null,
    country char(2) not null,
    credit_limit decimal(12, 2),
    vip tinyint(1) not null,
    created_at timestamp(3) null,
    preferences json,
    notes text);
create table shop.products (
    sku varchar(20) not null primary key,
    title varchar(200) not null,
    category enum('bicycle', 'spare part', 'clothing, other') not null,
    colours set('red', 'grün', '黒') not null,
    price decimal(10, 2) not null,
    weight_kg float,
    ratio double,
    launched year,
    attributes json,
    photo mediumblob);
create table shop.orders (
    id bigint unsigned not null primary key,
    customer_id int unsigned not null,
    sku varchar(20) not null,
    quantity smallint not null,
    unit_price decimal(10, 2) not null,
    discount float not null,
    status enum('new', 'paid', 'shipped', 'returned', 'cancelled') not null,
    ordered_on date not null,
    ordered_at datetime(2) not null,
    paid_at timestamp null,
    gift bit(1) not null,
    note varchar(100),
    foreign key (customer_id) references shop.customers (id),
    foreign key (sku) references shop.products (sku));
create table shop.invoices (
    order_id bigint unsigned not null primary key,
    number varchar(40) not null unique,
    total decimal(12, 2) not null,
    pdf longblob);
create table shop.discount_codes (
    code varchar(20) primary key,
    percent tinyint unsigned not null,
    valid_until datetime);
create view shop.open_orders as select * from shop.orders where status in ('new', 'paid');

insert into shop.customers
select n,
    concat_ws('-', left(md5(n), 8), 'c0de', right(md5(n), 4)),
    concat(elt(1 + n % 8, 'Ada', 'Björn', 'Chloé', 'Dmitri', 'Élodie', '花子', 'Gül', 'Hans'), ' ',
        elt(1 + n % 6, 'O''Neill', 'Müller', '"Bob" Smith', 'García, Jr.', 'Nguyễn', 'Singh 🚲')),
    concat('customer', n, '@example.com'),
    elt(1 + n % 6, 'DE', 'FR', 'US', 'JP', 'BR', 'IN'),
    case when n % 11 > 0 then (n % 100) * 125.5 end,
    n % 17 = 0,
    timestamp '2021-01-01 08:00:00.125' + interval n * 317 minute,
    json_object('newsletter', n % 2, 'colour', elt(1 + n % 3, 'red', 'grün', '黒')),
    case n % 9 when 0 then 'line 1\nline 2' when 1 then '' end
from mysql.rds_numbers where n <= 4000;
insert into shop.products
select concat('SKU-', lpad(n, 5, '0')),
    concat(elt(1 + n % 6, 'Bicycle', 'Helmet', 'Pump', 'Saddle', 'Lamp', 'Lock'), ' ', n),
    1 + n % 3,
    n % 8,
    4.99 + n % 700,
    n * 0.1,
    n / 7,
    case n % 20 when 0 then 0 when 1 then null else 1990 + n % 40 end,
    case when n % 5 > 0 then json_object('pages', n, 'title', concat('Sheet "', n, '"'), 'sizes', json_array(n % 5, null)) end,
    case when n % 4 = 0 then unhex(md5(n)) end
from mysql.rds_numbers where n <= 600;
insert into shop.orders
select n,
    1 + n * 7919 % 4000,
    concat('SKU-', lpad(1 + n * 104729 % 600, 5, '0')),
    1 + n % 9,
    4.99 + n % 700,
    (n % 20) / 100,
    elt(1 + n % 7, 'new', 'paid', 'shipped', 'shipped', 'shipped', 'returned', 'cancelled'),
    date '2023-01-01' + interval n div 90 day,
    timestamp '2023-01-01 00:00:00.25' + interval n * 961 second,
    case when n % 7 > 0 then timestamp '2023-01-01 00:00:00' + interval n * 1020 second end,
    n % 31 = 0,
    case n % 10 when 0 then 'please ring "twice", then wait' when 1 then '' when 2 then 'Grüße 🎁' end
from mysql.rds_numbers;
insert into shop.invoices
select id, concat('INV-', ordered_on, '-', id), quantity * unit_price, unhex(md5(id))
from shop.orders where id % 12 = 0;
analyze table shop.customers, shop.products, shop.orders, shop.invoices, shop.discount_codes;
