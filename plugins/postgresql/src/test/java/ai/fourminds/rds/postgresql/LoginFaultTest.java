package ai.fourminds.rds.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.plugin.ConnectFault;
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
                        "28000", "PAM authentication failed for user \"u\"", "auth_failed", ConnectFault.TOKEN_REFUSED),
                arguments("28000", "PAM authentication failed for user \"u\"", "", ConnectFault.TOKEN_REFUSED),
                arguments(
                        "28000",
                        "PAM-Authentifizierung für Benutzer »u« fehlgeschlagen",
                        "",
                        ConnectFault.TOKEN_REFUSED),
                arguments("28000", "authentification échouée", "auth_failed", ConnectFault.TOKEN_REFUSED),
                arguments(
                        "28P01",
                        "password authentication failed for user \"u\"",
                        "auth_failed",
                        ConnectFault.USER_NOT_IAM),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", no encryption",
                        "ClientAuthentication",
                        ConnectFault.TLS_DEMANDED),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", SSL off",
                        "ClientAuthentication",
                        ConnectFault.TLS_DEMANDED),
                arguments(
                        "28000",
                        "no pg_hba.conf entry for host \"1.2.3.4\", user \"u\", database \"d\", SSL encryption",
                        "ClientAuthentication",
                        ConnectFault.OTHER),
                arguments("28000", "role \"u\" does not exist", "InitializeSessionUserId", ConnectFault.USER_NOT_IAM),
                arguments("28000", "role \"u\" does not exist", "", ConnectFault.USER_NOT_IAM),
                arguments("28000", "Rolle »u« existiert nicht", "InitializeSessionUserId", ConnectFault.USER_NOT_IAM),
                arguments("28000", "role \"u\" is not permitted to log in", "", ConnectFault.USER_NOT_IAM),
                arguments("3D000", "database \"d\" does not exist", "InitPostgres", ConnectFault.UNKNOWN_DATABASE),
                arguments(
                        "42501",
                        "permission denied for database \"d\"",
                        "CheckMyDatabase",
                        ConnectFault.DATABASE_FORBIDDEN),
                arguments(
                        "55000",
                        "database \"d\" is not currently accepting connections",
                        "",
                        ConnectFault.DATABASE_FORBIDDEN),
                arguments("53300", "sorry, too many clients already", "", ConnectFault.TOO_MANY_CONNECTIONS),
                arguments("53300", "too many connections for role \"u\"", "", ConnectFault.TOO_MANY_CONNECTIONS),
                arguments("57P03", "the database system is starting up", "", ConnectFault.SERVER_NOT_READY),
                arguments(
                        "57P01",
                        "terminating connection due to administrator command",
                        "",
                        ConnectFault.SERVER_NOT_READY),
                arguments("08P01", "invalid startup packet", "", ConnectFault.PROTOCOL),
                arguments("42704", "unrecognized configuration parameter \"x\"", "", ConnectFault.NATIVE_PROPERTY),
                arguments("XX000", "something", "", ConnectFault.OTHER));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("answers")
    void aServersAnswerMeans(String state, String message, String routine, ConnectFault fault) {
        String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + message + (routine.isEmpty() ? "" : "\0R" + routine);
        PSQLException failure = new PSQLException(new ServerErrorMessage(fields));

        assertThat(LoginFault.of(failure)).isEqualTo(fault);
        assertThat(LoginFault.of(new SQLException("wrapped", failure))).isEqualTo(fault);
    }

    @Test
    void whatIsNotTheServersIsJudgedByItsState() {
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.PROTOCOL_VIOLATION)))
                .isEqualTo(ConnectFault.PROTOCOL);
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.INVALID_PARAMETER_VALUE)))
                .isEqualTo(ConnectFault.NATIVE_PROPERTY);
        assertThat(LoginFault.of(new PSQLException("x", PSQLState.CONNECTION_REJECTED)))
                .isEqualTo(ConnectFault.OTHER);
        assertThat(LoginFault.of(new SQLException("x", new IOException("y")))).isEqualTo(ConnectFault.OTHER);
    }
}
