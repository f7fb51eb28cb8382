package ai.fourminds.rds.cli.local;

import java.util.Locale;

/** The engines whose databases a local RDS can run. */
public enum LocalEngine {
    /** Starts fastest. */
    POSTGRESQL,
    /** On Linux on x86-64. */
    MARIADB,
    /** On Linux on x86-64 with libaio. */
    MYSQL;

    /** Returns the name for options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
