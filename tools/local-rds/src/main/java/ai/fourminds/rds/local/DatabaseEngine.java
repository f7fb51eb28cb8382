package ai.fourminds.rds.local;

/** The engines that a local RDS can run, each in one version. Immutable. */
public enum DatabaseEngine {
    /** PostgreSQL 17: {@code prod-analytics} and its neighbours. */
    POSTGRESQL,
    /** MariaDB 11.4, on Linux on x86-64: {@code prod-orders} and its neighbours. */
    MARIADB,
    /** MySQL 8.0, on Linux on x86-64 with libaio: {@code prod-billing} and its neighbours. */
    MYSQL
}
