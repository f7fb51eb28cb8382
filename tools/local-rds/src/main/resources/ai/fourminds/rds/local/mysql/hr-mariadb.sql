create database hr default character set utf8mb4;
create table hr.departments (id int primary key, name varchar(80) not null unique);
create table hr.employees (
    id int not null primary key auto_increment,
    department_id int not null references hr.departments (id),
    full_name varchar(120) not null,
    hired_on date not null,
    badge uuid not null,
    office inet4,
    cost_centre varchar(10) invisible default 'CC-1',
    photo blob);
create table hr.salaries (
    employee_id int not null,
    valid_from date not null,
    amount decimal(10, 2) not null,
    primary key (employee_id, valid_from)) with system versioning;
insert into hr.departments values (1, 'Sales'), (2, 'Support'), (3, 'Warehouse'), (4, 'Finance'), (5, 'Людські ресурси');
insert into hr.employees (department_id, full_name, hired_on, badge, office, cost_centre, photo)
select 1 + n % 5, concat(elt(1 + n % 4, 'Björn', '花子', 'Gül', 'Ada'), ' ', elt(1 + n % 3, 'O''Neill', '"Bob" Smith', 'García')),
    date '2012-01-09' + interval n * 11 day, concat(left(md5(n), 8), '-c0de-4bad-8bad-', right(md5(n), 12)),
    concat('10.0.', n % 7, '.', n % 250), concat('CC-', n % 9), case when n % 3 = 0 then unhex(md5(n)) end
from mysql.rds_numbers where n <= 420;
insert into hr.salaries
select e.id, makedate(2020 + k.n, 1), 2800 + (e.id * 37 + k.n * 411) % 5200 + 0.50
from hr.employees e cross join mysql.rds_numbers k where k.n <= 5;
update hr.salaries set amount = amount * 1.02 where employee_id % 10 = 0;
delete from hr.salaries where employee_id > 410 and valid_from = '2025-01-01';
analyze table hr.departments, hr.employees, hr.salaries;
drop table mysql.rds_numbers;
