package ai.fourminds.rds.mariadb.cells;

/** A cell as the text protocol brings it; its bytes are the receiver's. Used by one thread. */
final class ServerText {

    private final byte[] bytes;

    ServerText(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }
}
