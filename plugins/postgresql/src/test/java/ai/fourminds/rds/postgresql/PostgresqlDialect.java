package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.contract.Dialect;
import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;

/** PostgreSQL 17. Immutable. */
enum PostgresqlDialect implements Dialect {
    INSTANCE,
    /** PostgreSQL's official image. */
    IMAGE;

    /** Before version 15 a server sends statistics twice a second, at the end of a transaction. */
    static final String FLUSH_STATISTICS = """
            DO $$ BEGIN
                IF current_setting('server_version_num')::int >= 150000 THEN
                    PERFORM pg_stat_force_next_flush();
                ELSE
                    PERFORM pg_sleep(0.7);
                END IF;
            END $$""";

    @Override
    public DatabaseEngine engine() {
        return DatabaseEngine.POSTGRESQL;
    }

    @Override
    public boolean isInContainer() {
        return this == IMAGE;
    }

    @Override
    public String instance() {
        return "prod-analytics";
    }

    @Override
    public String instance(String neighbour) {
        return "prod-" + neighbour;
    }

    @Override
    public String adminDatabase() {
        return "postgres";
    }

    @Override
    public String schema() {
        return "public";
    }

    @Override
    public String passwordUser() {
        return "password_user";
    }

    @Override
    public List<String> createDatabase(String name) {
        return List.of("DROP DATABASE IF EXISTS " + quoted(name), "CREATE DATABASE " + quoted(name));
    }

    @Override
    public List<String> closeDatabase(String name) {
        return List.of("REVOKE CONNECT ON DATABASE " + quoted(name) + " FROM PUBLIC");
    }

    @Override
    public List<String> grantDatabase(String name, String user) {
        return List.of(
                "GRANT CONNECT ON DATABASE " + quoted(name) + " TO " + user,
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + user);
    }

    @Override
    public List<String> grantConnect(String name, String user) {
        return List.of("GRANT CONNECT ON DATABASE " + quoted(name) + " TO " + user);
    }

    @Override
    public String grantTable(String privilege, String table, String user) {
        return "GRANT " + privilege + " ON " + quoted(table) + " TO " + user;
    }

    @Override
    public List<String> numbers(String table, int rows) {
        return List.of(
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO " + Cloud.USER,
                "CREATE TABLE " + table + " (n int NOT NULL PRIMARY KEY)",
                "INSERT INTO " + table + " SELECT generate_series(1, " + rows + ")",
                // Or the rows just inserted would be counted on top of what ANALYZE finds.
                FLUSH_STATISTICS,
                "VACUUM ANALYZE " + table);
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<String> hostileNames() {
        return List.of(
                "quo\"te",
                "it's %s `x`",
                "line\nbreak",
                "select",
                ":name <list>",
                "{d '2024'}",
                "ü漢字? 📦",
                "n".repeat(63));
    }

    @Override
    public String binaryType() {
        return "bytea";
    }

    @Override
    public String singleType() {
        return "real";
    }

    @Override
    public String endlessQuery() {
        return "SELECT a.n, repeat('x', 200) AS x FROM numbers a, numbers b";
    }

    @Override
    public String currentUser() {
        return "SELECT current_user";
    }

    @Override
    public String currentDatabase() {
        return "SELECT current_database()";
    }

    @Override
    public String connectionId() {
        return "SELECT pg_backend_pid()";
    }

    @Override
    public String running(String text) {
        // Not while it is being parsed: a cancel request would be forgotten, and pgjdbc sends no second one.
        return "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend' AND query LIKE '%"
                + text + "%' AND pid <> pg_backend_pid() AND query_start < clock_timestamp() - interval '1 s'";
    }

    @Override
    public String kill(String id) {
        return "SELECT pg_terminate_backend(" + id + ")";
    }
}
