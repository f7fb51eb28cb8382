package ai.fourminds.rds.postgresql.cells;

/** Formats a UUID's 16 bytes. Stateless and thread-safe. */
final class UuidText {

    private static final long EACH = 0x0101_0101_0101_0101L;

    private UuidText() {}

    /** Returns the position after what it wrote, 36 bytes. */
    static int put(byte[] out, int at, byte[] row, int from) {
        Wire.putInt8(out, at, hex(Wire.int4(row, from)));
        long second = hex(Wire.int4(row, from + 4));
        out[at + 8] = '-';
        Wire.putInt4(out, at + 9, (int) (second >>> Integer.SIZE));
        out[at + 13] = '-';
        Wire.putInt4(out, at + 14, (int) second);
        long third = hex(Wire.int4(row, from + 8));
        out[at + 18] = '-';
        Wire.putInt4(out, at + 19, (int) (third >>> Integer.SIZE));
        out[at + 23] = '-';
        Wire.putInt4(out, at + 24, (int) third);
        Wire.putInt8(out, at + 28, hex(Wire.int4(row, from + 12)));
        return at + 36;
    }

    /**
     * Returns eight digits at once: spreads the half bytes over eight bytes, and adds the distance to the letters to
     * those from ten on.
     */
    private static long hex(int four) {
        long x = four & 0xFFFF_FFFFL;
        x = (x | x << 16) & 0x0000_FFFF_0000_FFFFL;
        x = (x | x << 8) & 0x00FF_00FF_00FF_00FFL;
        x = (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
        long letters = (x + 6 * EACH) >>> 4 & EACH;
        return x + '0' * EACH + letters * ('a' - '0' - 10);
    }
}
