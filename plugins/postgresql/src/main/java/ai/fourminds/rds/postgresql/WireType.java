package ai.fourminds.rds.postgresql;

import java.sql.SQLException;

/** What a cell of a binary COPY consists of, and how it reads as text. Immutable. */
enum WireType {
    /** The text itself, in the client's encoding. */
    TEXT(-1),
    /** A version, and the text. */
    JSONB(-1),
    NUMERIC(-1),
    BOOL(1),
    INT2(2),
    INT4(4),
    INT8(8),
    OID(4),
    DATE(4),
    TIME(8),
    TIMETZ(12),
    TIMESTAMP(8),
    TIMESTAMPTZ(8),
    UUID(16);

    /** Bytes that {@link #put} touches at most. */
    static final int MOST = TimeText.MOST;

    private final int length;

    /** {@code length} is that of every cell but NULL; negative where cells have lengths of their own. */
    WireType(int length) {
        this.length = length;
    }

    boolean hasLength() {
        return length >= 0;
    }

    /** Writes a cell of a type that has a length; returns the position behind it. */
    int put(byte[] out, int at, byte[] row, int from, int size) throws SQLException {
        if (size != length) {
            throw Wire.unexpected(size + " bytes for a value of type " + name());
        }
        return switch (this) {
            case BOOL -> Ascii.put(out, at, row[from] == 0 ? Ascii.FALSE : Ascii.TRUE);
            case INT2 -> Digits.put(out, at, Wire.int2(row, from));
            case INT4 -> Digits.put(out, at, Wire.int4(row, from));
            case INT8 -> Digits.put(out, at, Wire.int8(row, from));
            case OID -> Digits.put(out, at, Wire.int4(row, from) & 0xFFFF_FFFFL);
            case DATE -> TimeText.date(out, at, Wire.int4(row, from));
            case TIME -> TimeText.time(out, at, Wire.int8(row, from));
            case TIMETZ -> TimeText.timeWithOffset(out, at, Wire.int8(row, from), Wire.int4(row, from + 8));
            case TIMESTAMP -> TimeText.timestamp(out, at, Wire.int8(row, from));
            case TIMESTAMPTZ -> TimeText.timestampInUtc(out, at, Wire.int8(row, from));
            case UUID -> UuidText.put(out, at, row, from);
            case TEXT, JSONB, NUMERIC -> throw new IllegalStateException(name() + " has no length");
        };
    }
}
