package ai.fourminds.rds.plugins.common;

import java.sql.SQLException;

/** Rows that the memory of this program cannot hold: they fail their own table. Stateless and thread-safe. */
public final class LargeRow {

    private static final String STATE = "54000";
    private static final int SHARE = 4;
    private static final long MEGABYTE = 1 << 20;
    private static final long GIGABYTE = 1 << 30;

    private LargeRow() {}

    /** The bytes of the largest row that one export may keep: others run beside it. */
    public static int limit() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / SHARE, Integer.MAX_VALUE - SHARE * MEGABYTE);
    }

    /** What to throw for a row of a known size. */
    public static SQLException failure(long bytes) {
        return failure("a row of " + bytes / MEGABYTE + " MB", SHARE * bytes);
    }

    /** What to throw for a row that a native driver found no room for. */
    public static SQLException failure(OutOfMemoryError error) {
        SQLException failure = failure("a row", SHARE * Runtime.getRuntime().maxMemory());
        failure.initCause(error);
        return failure;
    }

    /**
     * What to throw for a row that a native driver does not take.
     *
     * @param property the driver's property that has it take more
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
