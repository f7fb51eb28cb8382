-- What RDS provides.
create role rds_iam nologin;
create role rds_superuser nologin;
revoke connect on database rdsadmin from public;

-- The user of the guide, one outside rds_iam, one without any grant, and one that reads a single database.
create role fourminds_iam_user login;
grant rds_iam to fourminds_iam_user;
create role password_user login;
create role newcomer_iam_user login;
grant rds_iam to newcomer_iam_user;
create role reader_iam_user login;
grant rds_iam to reader_iam_user;
