-- Stands for AWSAuthenticationPlugin, which only RDS has: who is named here authenticates with IAM. A user's password
-- becomes one that only the gateways know, at the latest when it first logs in.
create table if not exists mysql.rds_iam_users (
    user varchar(80) character set utf8mb3 collate utf8mb3_bin primary key);

-- The user of the guide, one without any grant, one that reads a single database, one that may change everything that
-- RDS's master user may, and one outside IAM.
create user if not exists 'fourminds_iam_user'@'%' identified by '${password}';
create user if not exists 'newcomer_iam_user'@'%' identified by '${password}';
create user if not exists 'reader_iam_user'@'%' identified by '${password}';
create user if not exists 'fourminds_iam_admin'@'%' identified by '${password}';
create user if not exists 'password_user'@'%' identified by '${unknown}';
insert ignore into mysql.rds_iam_users values
    ('fourminds_iam_user'), ('newcomer_iam_user'), ('reader_iam_user'), ('fourminds_iam_admin');
grant select on *.* to 'fourminds_iam_user'@'%';
grant select on shop.* to 'reader_iam_user'@'%';
grant select on *.* to 'password_user'@'%';
grant select, insert, update, delete, create, drop, references, index, alter, create temporary tables, lock tables, execute,
    create view, show view, create routine, alter routine, create user, event, trigger
    on *.* to 'fourminds_iam_admin'@'%' with grant option;
