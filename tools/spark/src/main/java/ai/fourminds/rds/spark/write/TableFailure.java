package ai.fourminds.rds.spark.write;

/** The failure of one table; other tables are still exported. */
public final class TableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public TableFailure(String error) {
        super(error);
    }
}
