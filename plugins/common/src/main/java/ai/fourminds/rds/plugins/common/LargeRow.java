package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;

/**
 * Failures of rows that do not fit into this JVM's memory; each fails only its own table. Stateless and thread-safe.
 */
public final class LargeRow {

    private static final String STATE = "54000";
    private static final int SHARE = 4;
    private static final long MEGABYTE = 1 << 20;
    private static final long GIGABYTE = 1 << 30;

    private LargeRow() {}

    /** Returns the maximum size in bytes of a row that one export may keep; other exports run at the same time. */
    public static int limit() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / SHARE, Integer.MAX_VALUE - SHARE * MEGABYTE);
    }

    /** Returns the failure for a row of a known size. */
    public static SQLException failure(long bytes) {
        return failure("a row of " + bytes / MEGABYTE + " MB", SHARE * bytes);
    }

    /** Returns the failure for a row for which a native driver ran out of memory. */
    public static SQLException failure(OutOfMemoryError error) {
        SQLException failure = failure("a row", SHARE * Runtime.getRuntime().maxMemory());
        failure.initCause(error);
        return failure;
    }

    /**
     * Returns the failure for a row that exceeds a native driver's limit.
     *
     * @param property the driver's property that raises the limit
     */
    public static SQLException refused(Throwable cause, String property) {
        return new SQLException(
                "a row is larger than the native driver takes; give the connection its property " + property
                        + " (--set on the command line), or leave the large column out with a query: "
                        + cause.getMessage(),
                STATE,
                cause);
    }

    private static SQLException failure(String row, long wanted) {
        long have = Runtime.getRuntime().maxMemory() / MEGABYTE;
        return new SQLException(
                row + " does not fit into the memory of this program, of which Java may use " + have
                        + " MB; give it more with -Xmx" + (wanted / GIGABYTE + 1)
                        + "g (in FOURMINDS_RDS_JAVA_OPTS for the command line), or leave the large column out with a query",
                STATE);
    }
}
