package ai.fourminds.rds.local.mysql.protocol;

/** The capability flags that the gateway interprets; it forwards all others. Stateless. */
public final class Capabilities {
    static final int CONNECT_WITH_DATABASE = 1 << 3;
    static final int COMPRESS = 1 << 5;
    static final int PROTOCOL_41 = 1 << 9;
    static final int TLS = 1 << 11;
    static final int SECURE_CONNECTION = 1 << 15;
    public static final int PLUGIN_AUTH = 1 << 19;
    static final int CONNECT_ATTRIBUTES = 1 << 20;
    static final int LENGTH_ENCODED_AUTH = 1 << 21;
    static final int ZSTD_COMPRESS = 1 << 26;

    private Capabilities() {}

    public static boolean has(int capabilities, int flag) {
        return (capabilities & flag) != 0;
    }

    /** Removes flags that only concern the client and the gateway, or that would require the gateway to take part. */
    static int behindTheGateway(int capabilities) {
        return capabilities & ~TLS & ~COMPRESS & ~ZSTD_COMPRESS;
    }
}
