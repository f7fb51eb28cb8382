-- What RDS provides, and its users: that of the guide, one outside rds_iam, one without any grant, and one that reads a
-- single database. A server that ran before may have them.
do $$
declare
    line record;
begin
    for line in
        select * from (values
            ('rds_iam', 'nologin'),
            ('rds_superuser', 'nologin'),
            ('fourminds_iam_user', 'login in role rds_iam'),
            ('password_user', 'login'),
            ('newcomer_iam_user', 'login in role rds_iam'),
            ('reader_iam_user', 'login in role rds_iam')) as wanted(name, options)
        where name not in (select rolname from pg_roles)
    loop
        execute format('create role %I %s', line.name, line.options);
    end loop;
end
$$;
revoke connect on database rdsadmin from public;
