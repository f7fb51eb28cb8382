package ai.fourminds.rds.cli.output;

/** The format of data on standard output. */
public enum Format {
    /** Aligned columns, for people. */
    TABLE,
    /** One JSON array or object, with stable names, bytes and ISO times. */
    JSON,
    /** One JSON object per line, with the same names. */
    JSONL,
    /** Comma separated values, with the JSON's names as header. */
    CSV
}
