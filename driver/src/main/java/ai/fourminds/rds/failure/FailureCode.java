package ai.fourminds.rds.failure;

import java.util.Locale;

/**
 * Every failure that the driver diagnoses. Engine plugins map the server's errors to these codes, credentials methods
 * their own failures. The SQLState follows SQL:2016 (classes 08, 0A, 28) and PostgreSQL (3D, 53, 57); it decides the
 * class of the exception: 0A {@link java.sql.SQLFeatureNotSupportedException}, 28
 * {@link java.sql.SQLInvalidAuthorizationSpecException}, the others a transient or non-transient connection exception.
 */
public enum FailureCode {
    SETTINGS_INVALID(FailureKind.SETTINGS, "08001"),
    REGION_UNKNOWN(FailureKind.SETTINGS, "08001"),
    TLS_ROOTS_UNREADABLE(FailureKind.SETTINGS, "08001"),
    SAVED_CONNECTION_UNKNOWN(FailureKind.SETTINGS, "08001"),
    SAVED_CONNECTIONS_UNREADABLE(FailureKind.SETTINGS, "08001"),

    CREDENTIALS_UNAVAILABLE(FailureKind.AWS, "28000"),
    CREDENTIALS_EXPIRED(FailureKind.AWS, "28000"),
    ROLE_REFUSED(FailureKind.AWS, "28000"),
    WEB_IDENTITY_MISSING(FailureKind.AWS, "28000"),
    WEB_IDENTITY_EXPIRED(FailureKind.AWS, "28000"),
    WEB_IDENTITY_REFUSED(FailureKind.AWS, "28000"),
    SIGN_IN_REFUSED(FailureKind.AWS, "28000"),
    SIGN_IN_CHALLENGE(FailureKind.AWS, "28000"),
    ACCESS_DENIED(FailureKind.AWS, "28000"),
    INVALID_ACCESS_KEY(FailureKind.AWS, "28000"),
    INVALID_SECRET_KEY(FailureKind.AWS, "28000"),
    UNRECOGNIZED_CLIENT(FailureKind.AWS, "28000"),
    AWS_CLOCK_SKEW(FailureKind.AWS, "28000"),
    AWS_THROTTLED(FailureKind.AWS, "08001", true),
    AWS_UNREACHABLE(FailureKind.NETWORK, "08001", true),
    AWS_TIMEOUT(FailureKind.NETWORK, "08001", true),
    AWS_ANSWER_UNREADABLE(FailureKind.AWS, "08001", true),
    AWS_ERROR(FailureKind.AWS, "08001", true),
    AWS_REFUSED(FailureKind.AWS, "08001"),

    INSTANCE_NOT_FOUND(FailureKind.INSTANCE, "08001"),
    INSTANCE_NOT_AVAILABLE(FailureKind.INSTANCE, "08001", true),
    ENGINE_NOT_SUPPORTED(FailureKind.INSTANCE, "0A000"),
    ENGINE_MISMATCH(FailureKind.SETTINGS, "08001"),
    PLUGIN_MISSING(FailureKind.INSTANCE, "0A000"),
    NOT_OFFERED_BY_PLUGIN(FailureKind.INSTANCE, "0A000"),
    IAM_AUTHENTICATION_OFF(FailureKind.INSTANCE, "28000"),
    NO_WRITER(FailureKind.INSTANCE, "08001", true),

    UNKNOWN_HOST(FailureKind.NETWORK, "08001", true),
    CONNECTION_REFUSED(FailureKind.NETWORK, "08001", true),
    CONNECTION_TIMED_OUT(FailureKind.NETWORK, "08001", true),
    SERVER_SILENT(FailureKind.NETWORK, "08001", true),
    INTERRUPTED(FailureKind.NETWORK, "08001", true),
    CONNECTION_LOST(FailureKind.NETWORK, "08006", true),
    CERTIFICATE_NOT_TRUSTED(FailureKind.NETWORK, "08001"),
    CERTIFICATE_WRONG_NAME(FailureKind.NETWORK, "08001"),
    CERTIFICATE_EXPIRED(FailureKind.NETWORK, "08001"),
    TLS_NOT_OFFERED(FailureKind.NETWORK, "08001"),
    TLS_FAILED(FailureKind.NETWORK, "08001"),
    PROTOCOL_ERROR(FailureKind.NETWORK, "08P01"),

    AUTHENTICATION_FAILED(FailureKind.LOGIN, "28000"),
    USER_NOT_IAM(FailureKind.LOGIN, "28000"),
    UNKNOWN_DATABASE(FailureKind.LOGIN, "3D000"),
    DATABASE_FORBIDDEN(FailureKind.LOGIN, "28000"),
    TOO_MANY_CONNECTIONS(FailureKind.LOGIN, "53300", true),
    SERVER_NOT_READY(FailureKind.LOGIN, "57P03", true),
    NATIVE_PROPERTY_INVALID(FailureKind.SETTINGS, "08001"),
    LOGIN_FAILED(FailureKind.LOGIN, "08004");

    private final FailureKind kind;
    private final String sqlState;
    private final boolean isTransient;

    FailureCode(FailureKind kind, String sqlState) {
        this(kind, sqlState, false);
    }

    FailureCode(FailureKind kind, String sqlState, boolean isTransient) {
        this.kind = kind;
        this.sqlState = sqlState;
        this.isTransient = isTransient;
    }

    /** Returns the name in diagnoses and JSON: {@code iam-authentication-off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns where between settings and login the failure lies. */
    public FailureKind kind() {
        return kind;
    }

    /** Returns the SQLState of the exception. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns whether the same connect may succeed later without any change. */
    public boolean isTransient() {
        return isTransient;
    }
}
