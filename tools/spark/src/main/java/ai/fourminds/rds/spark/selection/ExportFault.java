package ai.fourminds.rds.spark.selection;

/** A reason not to begin, told in full by its message. */
public final class ExportFault extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A fault of the arguments or of the target folder.
     *
     * @param what what is wrong
     * @param remedy what to do about it
     */
    public ExportFault(String what, String remedy) {
        super(what + " " + remedy);
    }
}
