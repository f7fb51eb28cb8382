package ai.fourminds.rds.postgresql.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.failure.FailureCode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** What servers say when they refuse a login, and what it means. */
class LoginFaultTest {

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        "28000",
                        "PAM authentication failed for user \"u\"",
                        "auth_failed",
                        FailureCode.AUTHENTICATION_FAILED),
                arguments("28000", "PAM authentication failed for user \"u\"", "", FailureCode.AUTHENTICATION_FAILED),
                arguments(
                        "28000",
                        "PAM-Authentifizierung für Benutzer »u« fehlgeschlagen",
                        "",
                        FailureCode.AUTHENTICATION_FAILED),
                arguments("28000", "authentification échouée", "auth_failed", FailureCode.AUTHENTICATION_FAILED),
                arguments(
                        "28P01",
                        "password authentication failed for user \"u\"",
                        "auth_failed",
                        FailureCode.USER_NOT_IAM),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", no encryption",
                        "ClientAuthentication",
                        FailureCode.TLS_FAILED),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", SSL off",
                        "ClientAuthentication",
                        FailureCode.TLS_FAILED),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", SSL encryption",
                        "ClientAuthentication",
                        FailureCode.LOGIN_FAILED),
                arguments("28000", "role \"u\" does not exist", "InitializeSessionUserId", FailureCode.USER_NOT_IAM),
                arguments("28000", "role \"u\" does not exist", "", FailureCode.USER_NOT_IAM),
                arguments("28000", "Rolle »u« existiert nicht", "InitializeSessionUserId", FailureCode.USER_NOT_IAM),
                arguments("28000", "role \"u\" is not permitted to log in", "", FailureCode.USER_NOT_IAM),
                arguments("3D000", "database \"d\" does not exist", "InitPostgres", FailureCode.UNKNOWN_DATABASE),
                arguments(
                        "42501",
                        "permission denied for database \"d\"",
                        "CheckMyDatabase",
                        FailureCode.DATABASE_FORBIDDEN),
                arguments(
                        "55000",
                        "database \"d\" is not currently accepting connections",
                        "",
                        FailureCode.DATABASE_FORBIDDEN),
                arguments("53300", "sorry, too many clients already", "", FailureCode.TOO_MANY_CONNECTIONS),
                arguments("53300", "too many connections for role \"u\"", "", FailureCode.TOO_MANY_CONNECTIONS),
                arguments("57P03", "the database system is starting up", "", FailureCode.SERVER_NOT_READY),
                arguments(
                        "57P01",
                        "terminating connection due to administrator command",
                        "",
                        FailureCode.SERVER_NOT_READY),
                arguments("08P01", "invalid startup packet", "", FailureCode.PROTOCOL_ERROR),
                arguments(
                        "42704", "unrecognized configuration parameter \"x\"", "", FailureCode.NATIVE_PROPERTY_INVALID),
                arguments("XX000", "something", "", FailureCode.LOGIN_FAILED));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void aServersAnswerMeans(String state, String message, String routine, FailureCode fault) {
        String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + message + (routine.isEmpty() ? "" : "\0R" + routine);
        PSQLException failure = new PSQLException(new ServerErrorMessage(fields));

        assertThat(LoginFault.of(failure)).isEqualTo(fault);
        assertThat(LoginFault.of(new SQLException("wrapped", failure))).isEqualTo(fault);
    }

    @Test
    void whatIsNotTheServersIsJudgedByItsState() {
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.PROTOCOL_VIOLATION)))
                .isEqualTo(FailureCode.PROTOCOL_ERROR);
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.INVALID_PARAMETER_VALUE)))
                .isEqualTo(FailureCode.NATIVE_PROPERTY_INVALID);
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.CONNECTION_REJECTED)))
                .isEqualTo(FailureCode.LOGIN_FAILED);
        assertThat(LoginFault.of(new SQLException("x", new IOException("y")))).isEqualTo(FailureCode.LOGIN_FAILED);
    }
}
