package ai.fourminds.rds.plugin;

/** What the server's answer to a connect means, in terms every engine shares. */
public enum ConnectFault {
    /** The server judged the IAM token and refused it. */
    TOKEN_REFUSED,
    /** The server wanted an ordinary password: the user does not exist, or is not set up for IAM authentication. */
    USER_NOT_IAM,
    /** The server offers no TLS on this address. */
    TLS_NOT_OFFERED,
    /** The server demands TLS and believes the connection has none. */
    TLS_DEMANDED,
    /** The database does not exist. */
    UNKNOWN_DATABASE,
    /** The user may not connect to this database. */
    DATABASE_FORBIDDEN,
    /** All connection slots are taken, the server's or the user's. */
    TOO_MANY_CONNECTIONS,
    /** The server is starting, stopping or recovering. */
    SERVER_NOT_READY,
    /** What answered does not speak this engine's protocol. */
    PROTOCOL,
    /** A native driver property has a value the driver refuses. */
    NATIVE_PROPERTY,
    /** None of these; the server's own words are all there is. */
    OTHER
}
