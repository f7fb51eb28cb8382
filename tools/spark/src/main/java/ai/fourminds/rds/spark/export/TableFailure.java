package ai.fourminds.rds.spark.export;

/** One table that could not be read; the others go on. */
final class TableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    TableFailure(String error) {
        super(error);
    }
}
