package ai.fourminds.rds.cli.export.run;

/** A streamed export was ended before its end, by the clock or by an interrupt. */
public final class ExportEnded extends Exception {
    private static final long serialVersionUID = 1L;

    ExportEnded(String reason) {
        super(reason);
    }
}
