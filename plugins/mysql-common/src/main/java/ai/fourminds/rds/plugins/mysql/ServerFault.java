package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.failure.FailureCode;

/** Error numbers of MySQL and MariaDB servers (mysqld_error.h), as far as logins and exports meet them. Stateless and thread-safe. */
final class ServerFault {

    /** A statement was killed (ER_QUERY_INTERRUPTED). */
    static final int QUERY_INTERRUPTED = 1317;

    /** The SQLState that comes with it. */
    static final String INTERRUPTED_STATE = "70100";

    private ServerFault() {}

    /**
     * 1045 is a judgement on the token: it comes with the login's first packet, and a server that wants something else asks
     * for that before it refuses.
     */
    static FailureCode of(int errorCode) {
        return switch (errorCode) {
            case 1045, 1698 -> FailureCode.AUTHENTICATION_FAILED;
            case 1251, 1275, 1524, 3955, 4151 -> FailureCode.USER_NOT_IAM;
            // 1102 and 1300: no database can have such a name.
            case 1049, 1102, 1300 -> FailureCode.UNKNOWN_DATABASE;
            case 1044 -> FailureCode.DATABASE_FORBIDDEN;
            case 1040, 1203, 1226 -> FailureCode.TOO_MANY_CONNECTIONS;
            case 3159 -> FailureCode.TLS_FAILED;
            case 1053, 1077, 1079, 3032 -> FailureCode.SERVER_NOT_READY;
            case 1042, 1043, 1047, 1156, 1158 -> FailureCode.PROTOCOL_ERROR;
            case 1193, 1231, 1232, 1238 -> FailureCode.NATIVE_PROPERTY_INVALID;
            default -> FailureCode.LOGIN_FAILED;
        };
    }
}
