package ai.fourminds.rds.mariadb.cells;

/** The bytes of a cell from the text protocol; the receiver owns them. Used by one thread. */
final class ServerText {

    private final byte[] bytes;

    ServerText(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
