create schema payroll;
create table public.departments (
    id integer primary key,
    name text not null unique);
create table public.employees (
    id integer generated always as identity primary key,
    department_id integer not null references public.departments,
    full_name text not null,
    email text not null,
    hired_on date not null,
    skills text[] not null default '{}',
    photo bytea);
create table payroll.salaries (
    employee_id integer not null references public.employees,
    valid_from date not null,
    amount numeric(10, 2) not null,
    primary key (employee_id, valid_from));

insert into public.departments
select n, (array['Sales', 'Support', 'Warehouse', 'Finance', 'Engineering', 'Legal', 'Людські ресурси'])[n]
from generate_series(1, 7) n;
insert into public.employees (department_id, full_name, email, hired_on, photo)
select 1 + n % 7,
    (array['Ada', 'Björn', 'Chloé', 'Dmitri', 'Élodie', '花子', 'Gül', 'Hans'])[1 + n % 8] || ' '
        || (array['O''Neill', 'Müller', '"Bob" Smith', 'García', 'Nguyễn', 'Singh'])[1 + n % 6],
    'employee' || n || '@example.com',
    date '2012-01-09' + n * 11,
    case when n % 3 = 0 then decode(md5(n::text), 'hex') end
from generate_series(1, 420) n;
update public.employees set skills = case id % 3
    when 0 then array['sql', 'java'] when 1 then array['law, civil', null] else '{}' end;
insert into payroll.salaries
select id, make_date(2020 + k, 1, 1), 2800 + (id * 37 + k * 411) % 5200 + 0.50
from public.employees cross join generate_series(0, 4) k;

grant usage on schema public, payroll to fourminds_iam_user;
grant select on all tables in schema public, payroll to fourminds_iam_user;
analyze;

-- Who owns the database may change its schema public, and make others.
alter database hr owner to fourminds_iam_admin;
