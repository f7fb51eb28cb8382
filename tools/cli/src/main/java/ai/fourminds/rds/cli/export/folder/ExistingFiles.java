package ai.fourminds.rds.cli.export.folder;

/** How an export treats the files of an earlier export in its folder. */
public enum ExistingFiles {
    /** Refuses to start. */
    REFUSE,
    /** Replaces them. */
    REPLACE,
    /** Keeps the complete files, and exports the rest. */
    RESUME
}
