package ai.fourminds.rds.spark.selection;

/** The reason why an export cannot start; the message is complete. */
public final class ExportFault extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A fault in the arguments or the target folder.
     *
     * @param what the fault
     * @param remedy how to repair it
     */
    public ExportFault(String what, String remedy) {
        super(what + " " + remedy);
    }
}
