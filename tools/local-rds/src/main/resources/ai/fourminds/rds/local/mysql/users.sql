-- Stands for AWSAuthenticationPlugin, which only RDS has: who is named here authenticates with IAM. A user's password
-- becomes one that only the gateways know, at the latest when it first logs in.
create table mysql.rds_iam_users (
    user varchar(80) character set utf8mb3 collate utf8mb3_bin primary key);

-- The user of the guide, one without any grant, one that reads a single database, and one outside IAM.
create user 'fourminds_iam_user'@'%' identified by '${password}';
create user 'newcomer_iam_user'@'%' identified by '${password}';
create user 'reader_iam_user'@'%' identified by '${password}';
create user 'password_user'@'%' identified by '${unknown}';
insert into mysql.rds_iam_users values ('fourminds_iam_user'), ('newcomer_iam_user'), ('reader_iam_user');
grant select on *.* to 'fourminds_iam_user'@'%';
grant select on shop.* to 'reader_iam_user'@'%';
grant select on *.* to 'password_user'@'%';
