set session sql_mode = '', time_zone = '+00:00';
create database warehouse default character set utf8mb4;
create table warehouse.shelves (
    id int not null primary key auto_increment,
    flags bit(12) not null,
    capacity bigint unsigned not null,
    open_for time(6),
    installed date,
    checked datetime(3),
    seen timestamp null,
    since year);
insert into warehouse.shelves (flags, capacity, open_for, installed, checked, seen, since) values
    (b'000000000000', 0, '00:00:00', '2024-02-29', '2024-02-29 13:14:15.5', '2024-02-29 13:14:15', 2024),
    (b'111111111111', 18446744073709551615, '838:59:59', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', 0),
    (b'101', 9223372036854775808, '-838:59:59', '2024-00-15', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07', 1901),
    (b'1', 1, '25:00:00.000001', '1000-01-01', '1000-01-01 00:00:00', '1970-01-01 00:00:01', 2155),
    (b'0', 2, null, null, null, null, null);
create table warehouse.labels (
    id int not null primary key,
    old_text varchar(60) character set latin1 not null,
    raw_text varchar(20) character set binary,
    checksum varbinary(32) not null,
    code binary(4),
    scan longblob,
    emoji char(3) not null);
insert into warehouse.labels
select n, concat('Größe "', n, '", São Tomé'), 'raw', unhex(md5(n)), 'ab', repeat(unhex(md5(n)), 50), '🚲🎁'
from mysql.rds_numbers where n <= 120;
create table warehouse.blobs (content longblob);
insert into warehouse.blobs select unhex(md5(n)) from mysql.rds_numbers where n <= 25;
create table warehouse.places (
    id int not null primary key,
    location point not null,
    area geometry,
    spatial index (location));
insert into warehouse.places values
    (1, st_geomfromtext('POINT(1.5 -2)'), st_geomfromtext('POLYGON((0 0,4 0,4 4,0 4,0 0))')),
    (2, st_geomfromtext('POINT(0 0)'), st_geomfromtext('LINESTRING(0 0,1 1)')),
    (3, st_geomfromtext('POINT(-180 90)'), null);
create table warehouse.movements (
    id int not null,
    moved_on date not null,
    shelf_id int not null,
    pieces mediumint not null,
    primary key (id, moved_on))
partition by range (year(moved_on)) (
    partition until_2024 values less than (2025),
    partition in_2025 values less than (2026),
    partition later values less than maxvalue);
insert into warehouse.movements
select n, date '2024-01-01' + interval n % 1000 day, 1 + n % 5, n % 2000 - 1000
from mysql.rds_numbers where n <= 36000;

create database `we ``quote`` "it" %s`;
use `we ``quote`` "it" %s`;
create table `odd ``name`` "x" 'y' %s, ?; --` (
    `select` int primary key,
    `a ``b`` "c" %d` text,
    `line
break` text,
    `größe ☎` decimal(10, 2),
    ` padded` text);
insert into `odd ``name`` "x" 'y' %s, ?; --`
select n, concat('value "`', n, '`"'), 'line 1\nline 2', n * 1.10, '  padded  ' from mysql.rds_numbers where n <= 12;
create table `☃ parcels
second line` (`✈` text, `from` text);
insert into `☃ parcels
second line` values ('🚚💨', null), ('', 'x');
create table `Orders` (id int);
create table `orders` (id int);
analyze table warehouse.shelves, warehouse.labels, warehouse.blobs, warehouse.places, warehouse.movements;
