package ai.fourminds.rds.cli.export.folder;

/** What becomes of an earlier export in the folder. */
public enum ExistingFiles {
    /** It is in the way. */
    REFUSE,
    /** What is written now replaces it. */
    REPLACE,
    /** Its whole files are kept, the rest is exported. */
    RESUME
}
