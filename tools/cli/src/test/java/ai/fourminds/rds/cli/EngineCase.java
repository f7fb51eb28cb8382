package ai.fourminds.rds.cli;

/** An engine and the native driver that speaks with it. Immutable. */
enum EngineCase {
    POSTGRESQL("postgres", "prod-analytics", "prod-noiam", "prod-wrongcert", "", "postgres"),
    MARIADB("mariadb", "prod-orders", "prod-orders-noiam", "prod-orders-wrongcert", "", "mysql"),
    MARIADB_BY_CONNECTOR_J("mariadb", "prod-orders", "prod-orders-noiam", "prod-orders-wrongcert", "mysql", "mysql"),
    MYSQL("mysql", "prod-billing", "prod-billing-noiam", "prod-billing-wrongcert", "", "mysql"),
    MYSQL_BY_MARIADBS_DRIVER(
            "mysql", "prod-billing", "prod-billing-noiam", "prod-billing-wrongcert", "mariadb", "mysql");

    final String engine;
    final String instance;
    final String withoutIam;
    final String wrongName;
    final String nativeDriver;
    final String adminDatabase;

    EngineCase(
            String engine,
            String instance,
            String withoutIam,
            String wrongName,
            String nativeDriver,
            String adminDatabase) {
        this.engine = engine;
        this.instance = instance;
        this.withoutIam = withoutIam;
        this.wrongName = wrongName;
        this.nativeDriver = nativeDriver;
        this.adminDatabase = adminDatabase;
    }

    boolean mysqlProtocol() {
        return this != POSTGRESQL;
    }

    /** What an administrator runs to make a user one of IAM's. */
    String grant(String user) {
        return mysqlProtocol()
                ? "CREATE USER '" + user.replace("'", "''") + "'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'"
                : "GRANT rds_iam TO \"" + user + "\"";
    }
}
