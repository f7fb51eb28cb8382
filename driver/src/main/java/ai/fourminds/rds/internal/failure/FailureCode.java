package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.FailureKind;
import java.util.Locale;

/**
 * Every failure this driver diagnoses, with its SQLState, the JDK exception class that pools and frameworks judge it by,
 * and where in the chain it lies. SQLStates follow SQL:2016 classes 08, 0A, 28 and PostgreSQL's 3D, 53, 57.
 */
public enum FailureCode {
    SETTINGS_INVALID(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    REGION_UNKNOWN(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    TLS_ROOTS_UNREADABLE(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    SAVED_CONNECTION_UNKNOWN(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    SAVED_CONNECTIONS_UNREADABLE(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),

    CREDENTIALS_UNAVAILABLE(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    CREDENTIALS_EXPIRED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    ROLE_REFUSED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    WEB_IDENTITY_MISSING(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    WEB_IDENTITY_EXPIRED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    WEB_IDENTITY_REFUSED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    SIGN_IN_REFUSED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    SIGN_IN_CHALLENGE(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    ACCESS_DENIED(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    INVALID_ACCESS_KEY(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    INVALID_SECRET_KEY(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    UNRECOGNIZED_CLIENT(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    AWS_CLOCK_SKEW(FailureKind.AWS, "28000", Nature.AUTHORIZATION),
    AWS_THROTTLED(FailureKind.AWS, "08001", Nature.TRANSIENT),
    AWS_UNREACHABLE(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    AWS_TIMEOUT(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    AWS_ANSWER_UNREADABLE(FailureKind.AWS, "08001", Nature.TRANSIENT),
    AWS_ERROR(FailureKind.AWS, "08001", Nature.TRANSIENT),
    AWS_REFUSED(FailureKind.AWS, "08001", Nature.NON_TRANSIENT),

    INSTANCE_NOT_FOUND(FailureKind.INSTANCE, "08001", Nature.NON_TRANSIENT),
    INSTANCE_NOT_AVAILABLE(FailureKind.INSTANCE, "08001", Nature.TRANSIENT),
    ENGINE_NOT_SUPPORTED(FailureKind.INSTANCE, "0A000", Nature.NOT_SUPPORTED),
    ENGINE_MISMATCH(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    PLUGIN_MISSING(FailureKind.INSTANCE, "0A000", Nature.NOT_SUPPORTED),
    NOT_OFFERED_BY_PLUGIN(FailureKind.INSTANCE, "0A000", Nature.NOT_SUPPORTED),
    IAM_AUTHENTICATION_OFF(FailureKind.INSTANCE, "28000", Nature.AUTHORIZATION),

    UNKNOWN_HOST(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    CONNECTION_REFUSED(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    CONNECTION_TIMED_OUT(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    SERVER_SILENT(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    INTERRUPTED(FailureKind.NETWORK, "08001", Nature.TRANSIENT),
    CONNECTION_LOST(FailureKind.NETWORK, "08006", Nature.TRANSIENT),
    CERTIFICATE_NOT_TRUSTED(FailureKind.NETWORK, "08001", Nature.NON_TRANSIENT),
    CERTIFICATE_WRONG_NAME(FailureKind.NETWORK, "08001", Nature.NON_TRANSIENT),
    CERTIFICATE_EXPIRED(FailureKind.NETWORK, "08001", Nature.NON_TRANSIENT),
    TLS_NOT_OFFERED(FailureKind.NETWORK, "08001", Nature.NON_TRANSIENT),
    TLS_FAILED(FailureKind.NETWORK, "08001", Nature.NON_TRANSIENT),
    PROTOCOL_ERROR(FailureKind.NETWORK, "08P01", Nature.NON_TRANSIENT),

    AUTHENTICATION_FAILED(FailureKind.LOGIN, "28000", Nature.AUTHORIZATION),
    USER_NOT_IAM(FailureKind.LOGIN, "28000", Nature.AUTHORIZATION),
    UNKNOWN_DATABASE(FailureKind.LOGIN, "3D000", Nature.NON_TRANSIENT),
    DATABASE_FORBIDDEN(FailureKind.LOGIN, "28000", Nature.AUTHORIZATION),
    TOO_MANY_CONNECTIONS(FailureKind.LOGIN, "53300", Nature.TRANSIENT),
    SERVER_NOT_READY(FailureKind.LOGIN, "57P03", Nature.TRANSIENT),
    NATIVE_PROPERTY_INVALID(FailureKind.SETTINGS, "08001", Nature.NON_TRANSIENT),
    LOGIN_FAILED(FailureKind.LOGIN, "08004", Nature.NON_TRANSIENT);

    enum Nature {
        NON_TRANSIENT,
        TRANSIENT,
        AUTHORIZATION,
        NOT_SUPPORTED
    }

    private final FailureKind kind;
    private final String sqlState;
    private final Nature nature;

    FailureCode(FailureKind kind, String sqlState, Nature nature) {
        this.kind = kind;
        this.sqlState = sqlState;
        this.nature = nature;
    }

    /** The name in diagnoses and JSON: {@code iam-authentication-off}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The entry of a {@link #code}. */
    static FailureCode of(String code) {
        return valueOf(code.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    FailureKind kind() {
        return kind;
    }

    String sqlState() {
        return sqlState;
    }

    Nature nature() {
        return nature;
    }
}
