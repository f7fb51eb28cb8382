package ai.fourminds.rds.postgresql;

/** A UUID's 16 bytes as text. Stateless and thread-safe. */
final class UuidText {

    private UuidText() {}

    /** Returns the position behind what it wrote, 36 bytes. */
    static int put(byte[] out, int at, byte[] row, int from) {
        int next = hex(out, at, row, from, from + 4);
        for (int i = from + 4; i < from + 10; i += 2) {
            out[next] = '-';
            next = hex(out, next + 1, row, i, i + 2);
        }
        out[next] = '-';
        return hex(out, next + 1, row, from + 10, from + 16);
    }

    private static int hex(byte[] out, int at, byte[] row, int from, int to) {
        int next = at;
        for (int i = from; i < to; i++) {
            out[next] = Ascii.HEX[row[i] >> 4 & 0xF];
            out[next + 1] = Ascii.HEX[row[i] & 0xF];
            next += 2;
        }
        return next;
    }
}
