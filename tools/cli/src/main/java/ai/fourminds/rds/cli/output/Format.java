package ai.fourminds.rds.cli.output;

/** How data is written to standard output. */
public enum Format {
    /** For people. */
    TABLE,
    /** One JSON array or object, stable names, bytes and ISO times. */
    JSON,
    /** One JSON object a line, with the JSON's names. */
    JSONL,
    /** Comma separated, with the JSON's names as the header. */
    CSV
}
