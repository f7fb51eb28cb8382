package ai.fourminds.rds.local;

/** The engines that a local RDS can run, each in one version. Immutable. */
public enum DatabaseEngine {
    /** PostgreSQL 17: {@code prod-analytics} and related instances. */
    POSTGRESQL,
    /** MariaDB 11.4, on Linux on x86-64: {@code prod-orders} and related instances. */
    MARIADB,
    /** MySQL 8.0, on Linux on x86-64 with libaio: {@code prod-billing} and related instances. */
    MYSQL
}
