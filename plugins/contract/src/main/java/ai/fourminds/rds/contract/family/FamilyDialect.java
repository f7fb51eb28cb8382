package ai.fourminds.rds.contract.family;

import ai.fourminds.rds.contract.Dialect;
import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dialects of MySQL and MariaDB. Immutable. */
public enum FamilyDialect implements Dialect {
    /** MariaDB 11.4. */
    MARIADB(DatabaseEngine.MARIADB, "prod-orders", false),
    /** MySQL 8.0. */
    MYSQL(DatabaseEngine.MYSQL, "prod-billing", false),
    /** MariaDB's official image. */
    MARIADB_IMAGE(DatabaseEngine.MARIADB, "prod-orders", true),
    /** MySQL's official image. */
    MYSQL_IMAGE(DatabaseEngine.MYSQL, "prod-billing", true);

    private final DatabaseEngine engine;
    private final String instance;
    private final boolean inContainer;

    FamilyDialect(DatabaseEngine engine, String instance, boolean inContainer) {
        this.engine = engine;
        this.instance = instance;
        this.inContainer = inContainer;
    }

    @Override
    public DatabaseEngine engine() {
        return engine;
    }

    @Override
    public boolean isInContainer() {
        return inContainer;
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public String instance(String neighbour) {
        return instance + "-" + neighbour;
    }

    @Override
    public String adminDatabase() {
        return "mysql";
    }

    @Override
    public @Nullable String schema() {
        return null;
    }

    @Override
    public String passwordUser() {
        return "password_user";
    }

    @Override
    public List<String> createDatabase(String name) {
        return List.of(
                "DROP DATABASE IF EXISTS " + quoted(name),
                "CREATE DATABASE " + quoted(name) + " CHARACTER SET utf8mb4");
    }

    @Override
    public List<String> closeDatabase(String name) {
        return List.of();
    }

    @Override
    public List<String> grantDatabase(String name, String user) {
        return List.of("GRANT SELECT ON " + quoted(name) + ".* TO '" + user + "'@'%'");
    }

    @Override
    public List<String> grantConnect(String name, String user) {
        return List.of();
    }

    @Override
    public String grantTable(String privilege, String table, String user) {
        return "GRANT " + privilege + " ON " + quoted(table) + " TO '" + user + "'@'%'";
    }

    @Override
    public List<String> numbers(String table, int rows) {
        String digits = "(SELECT 0 d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4"
                + " UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
        String sum = "1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d + 100000 * f.d";
        return List.of(
                "CREATE TABLE " + table + " (n int NOT NULL PRIMARY KEY)",
                "INSERT INTO " + table + " SELECT " + sum + " FROM " + digits + " a, " + digits + " b, " + digits
                        + " c, " + digits + " d, " + digits + " e, " + digits + " f WHERE " + sum + " <= " + rows,
                "ANALYZE TABLE " + table);
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    public List<String> hostileNames() {
        return List.of(
                "quo`te",
                "it's %s \"x\"",
                "line\nbreak",
                "select",
                ":name <list>",
                "{d '2024'}",
                "ü漢字?",
                "n".repeat(64));
    }

    @Override
    public String binaryType() {
        return "longblob";
    }

    @Override
    public String singleType() {
        return "float";
    }

    @Override
    public String endlessQuery() {
        return "SELECT a.n, REPEAT('x', 200) AS x FROM numbers a, numbers b";
    }

    @Override
    public String currentUser() {
        return "SELECT CURRENT_USER()";
    }

    @Override
    public String currentDatabase() {
        return "SELECT DATABASE()";
    }

    @Override
    public String connectionId() {
        return "SELECT CONNECTION_ID()";
    }

    @Override
    public String running(String text) {
        return "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%" + text
                + "%' AND id <> CONNECTION_ID()";
    }

    @Override
    public String kill(String id) {
        return "KILL CONNECTION " + id;
    }
}
