package ai.fourminds.rds.local.fleet;

import java.util.List;
import java.util.Set;

/** An engine by RDS's name, with version and port. Immutable. */
public record Engine(String name, String version, int port, String licenseModel, String masterUsername) {
    private static final Set<String> OPEN_LICENSES = Set.of("postgresql-license", "general-public-license");
    static final Engine POSTGRES = open("postgres", "17.6", 5432, "postgres");
    static final Engine MARIADB = open("mariadb", "11.4.5", 3306, "admin");
    static final Engine MYSQL = open("mysql", "8.0.31", 3306, "admin");

    /** The engine of the running clusters, whose servers are PostgreSQL and MySQL. */
    public static final Engine AURORA_POSTGRESQL = open("aurora-postgresql", "17.6", 5432, "postgres");

    public static final Engine AURORA_MYSQL = open("aurora-mysql", "8.0.mysql_aurora.3.10.1", 3306, "admin");
    static final Engine ORACLE_EE = licensed("oracle-ee", "19.0.0.0.ru-2026-07.rur-2026-07.r1", 1521);

    /** Every engine of RDS, including those that the driver does not support. */
    static final List<Engine> ALL = List.of(
            POSTGRES,
            open("aurora-postgresql", "16.9", 5432, "postgres"),
            open("mysql", "8.0.43", 3306, "admin"),
            open("mariadb", "11.4.8", 3306, "admin"),
            open("aurora-mysql", "8.0.mysql_aurora.3.10.1", 3306, "admin"),
            open("postgres", "16.10", 5432, "postgres"),
            ORACLE_EE,
            licensed("sqlserver-se", "16.00.4215.2.v1", 1433),
            open("mysql", "8.4.6", 3306, "admin"),
            open("postgres", "15.14", 5432, "dbadmin"),
            licensed("sqlserver-ex", "15.00.4445.1.v1", 1433),
            open("aurora", "5.6.mysql_aurora.1.23.4", 3306, "admin"),
            licensed("oracle-se2", "19.0.0.0.ru-2026-07.rur-2026-07.r1", 1521),
            open("mariadb", "10.11.14", 3306, "admin"),
            licensed("sqlserver-web", "16.00.4215.2.v1", 1433),
            licensed("db2-se", "11.5.9.0.sb00063198.r1", 50000),
            licensed("sqlserver-ee", "16.00.4215.2.v1", 1433),
            licensed("custom-oracle-ee", "19.cdb_cev1", 1521),
            licensed("db2-ae", "11.5.9.0.sb00063198.r1", 50000),
            licensed("oracle-ee-cdb", "21.0.0.0.ru-2026-07.rur-2026-07.r1", 1521),
            licensed("custom-sqlserver-se", "15.00.4249.2.my_cev1", 1433),
            licensed("oracle-se2-cdb", "21.0.0.0.ru-2026-07.rur-2026-07.r1", 1521));

    /** Whether RDS offers IAM authentication: for open source engines only. */
    boolean offersIamAuthentication() {
        return OPEN_LICENSES.contains(licenseModel);
    }

    private static Engine open(String name, String version, int port, String masterUsername) {
        String license = name.contains("postgres") ? "postgresql-license" : "general-public-license";
        return new Engine(name, version, port, license, masterUsername);
    }

    private static Engine licensed(String name, String version, int port) {
        String license =
                name.contains("oracle") || name.startsWith("db2") ? "bring-your-own-license" : "license-included";
        return new Engine(name, version, port, license, "admin");
    }
}
