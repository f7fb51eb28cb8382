package ai.fourminds.rds.postgresql.cells;

import java.sql.SQLException;

/**
 * The type of a cell in a binary COPY, and how it reads as text. Each type has its own method, because one method for
 * all takes the compiler a tenth of a second, several times. Immutable.
 */
public enum WireType {
    /** Text in the client's encoding. */
    TEXT(-1),
    /** A version, then the text. */
    JSONB(-1),
    NUMERIC(-1),
    BOOL(1) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return Ascii.put(out, at, row[from] == 0 ? Ascii.FALSE : Ascii.TRUE);
        }
    },
    INT2(2) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return Digits.put(out, at, Wire.int2(row, from));
        }
    },
    INT4(4) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return Digits.put(out, at, Wire.int4(row, from));
        }
    },
    INT8(8) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return Digits.put(out, at, Wire.int8(row, from));
        }
    },
    OID(4) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return Digits.put(out, at, Integer.toUnsignedLong(Wire.int4(row, from)));
        }
    },
    DATE(4) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return TimeText.date(out, at, Wire.int4(row, from));
        }
    },
    TIME(8) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) throws SQLException {
            return TimeText.time(out, at, Wire.int8(row, from));
        }
    },
    TIMETZ(12) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) throws SQLException {
            return TimeText.timeWithOffset(out, at, Wire.int8(row, from), Wire.int4(row, from + 8));
        }
    },
    TIMESTAMP(8) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return TimeText.timestamp(out, at, Wire.int8(row, from), false);
        }
    },
    TIMESTAMPTZ(8) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return TimeText.timestamp(out, at, Wire.int8(row, from), true);
        }
    },
    UUID(16) {
        @Override
        int put(byte[] out, int at, byte[] row, int from) {
            return UuidText.put(out, at, row, from);
        }
    };

    /** The maximum number of bytes that {@link #put} overwrites. */
    static final int MOST = TimeText.MOST;

    private final int length;

    /** {@code length} is the length of every cell except NULL; negative if cells differ in length. */
    WireType(int length) {
        this.length = length;
    }

    boolean hasLength() {
        return length >= 0;
    }

    void check(int size) throws SQLException {
        if (size != length) {
            throw Wire.unexpected(size + " bytes for a value of type " + name());
        }
    }

    /** Writes a cell of a type with a fixed length, already checked; returns the position after it. */
    int put(byte[] out, int at, byte[] row, int from) throws SQLException {
        throw new IllegalStateException(name() + " has no length");
    }
}
