package ai.fourminds.rds.plugin.catalogue;

/** What the text of a column's cells says, whatever the engine calls the type; domains are what they stand for. */
public enum CellType {
    /** Text, and whatever has no other type here. */
    TEXT,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A whole number of 8 bits. */
    INT8,
    /** A whole number of 8 bits without a sign. */
    UINT8,
    /** A whole number of 16 bits. */
    INT16,
    /** A whole number of 16 bits without a sign. */
    UINT16,
    /** A whole number of 32 bits. */
    INT32,
    /** A whole number of 32 bits without a sign. */
    UINT32,
    /** A whole number of 64 bits. */
    INT64,
    /** A whole number of 64 bits without a sign. */
    UINT64,
    /** An exact number; NaN and the infinities where the engine has them. */
    DECIMAL,
    /** IEEE 754, 32 bits. */
    FLOAT32,
    /** IEEE 754, 64 bits. */
    FLOAT64,
    /** A day. */
    DATE,
    /** A time of a day. */
    TIME,
    /** Hours, minutes and seconds of either sign. */
    DURATION,
    /** A day and a time, without a zone. */
    TIMESTAMP,
    /** A moment, in UTC with its offset. */
    TIMESTAMP_UTC,
    /** A UUID. */
    UUID,
    /** One JSON value. */
    JSON;

    /** Whether cells are numbers, but for NaN and the infinities. */
    public boolean isNumeric() {
        return compareTo(INT8) >= 0 && compareTo(FLOAT64) <= 0;
    }
}
