package ai.fourminds.rds.plugin.catalogue;

/** The type of a column's values, independent of the engine's type names; a domain counts as its base type. */
public enum CellType {
    /** Text, and every type without its own constant. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number of 8 bits. */
    INT8,
    /** An unsigned whole number of 8 bits. */
    UINT8,
    /** A whole number of 16 bits. */
    INT16,
    /** An unsigned whole number of 16 bits. */
    UINT16,
    /** A whole number of 32 bits. */
    INT32,
    /** An unsigned whole number of 32 bits. */
    UINT32,
    /** A whole number of 64 bits. */
    INT64,
    /** An unsigned whole number of 64 bits. */
    UINT64,
    /** An exact number; also NaN and the infinities if the engine has them. */
    DECIMAL,
    /** IEEE 754, 32 bits. */
    FLOAT32,
    /** IEEE 754, 64 bits. */
    FLOAT64,
    /** A date. */
    DATE,
    /** A time of day. */
    TIME,
    /** Hours, minutes and seconds, positive or negative. */
    DURATION,
    /** A date and a time, without a zone. */
    TIMESTAMP,
    /** An instant, in UTC with its offset. */
    TIMESTAMP_UTC,
    /** A UUID. */
    UUID,
    /** One JSON value. */
    JSON;

    /** Returns whether the cells are numbers, apart from NaN and the infinities. */
    public boolean isNumeric() {
        return compareTo(INT8) >= 0 && compareTo(FLOAT64) <= 0;
    }
}
