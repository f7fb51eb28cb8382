-- What RDS provides, and its users: that of the guide, one outside rds_iam, one without any grant, one that reads a
-- single database, and one that may change them. A server that ran before may have them.
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
            ('reader_iam_user', 'login in role rds_iam'),
            ('fourminds_iam_admin', 'login createdb createrole in role rds_iam, rds_superuser')) as wanted(name, options)
        where name not in (select rolname from pg_roles)
    loop
        execute format('create role %I %s', line.name, line.options);
    end loop;
    -- Since PostgreSQL 14.
    if exists (select from pg_roles where rolname = 'pg_write_all_data') then
        grant pg_read_all_data, pg_write_all_data to fourminds_iam_admin;
    end if;
end
$$;
revoke connect on database rdsadmin from public;
