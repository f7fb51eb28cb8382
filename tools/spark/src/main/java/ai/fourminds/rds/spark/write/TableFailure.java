package ai.fourminds.rds.spark.write;

/** One table that could not be read; the others go on. */
public final class TableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    public TableFailure(String error) {
        super(error);
    }
}
