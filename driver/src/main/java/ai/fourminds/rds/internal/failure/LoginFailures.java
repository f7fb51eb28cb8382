package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Failures that the database reports at login. Stateless. */
public final class LoginFailures {

    private static final String HEADLINE = "] Authentication failed: ";

    private LoginFailures() {}

    /** The server verified the token and refused it; {@code callerArn} is empty if AWS could not be asked. */
    public static SQLException tokenRefused(ConnectFacts facts, Optional<String> callerArn, SQLException cause) {
        String caller = callerArn.map(arn -> "the caller " + arn).orElse("the caller");
        return DiagnosedException.of(
                FailureCode.AUTHENTICATION_FAILED,
                "[" + facts.id() + HEADLINE + "RDS refused the IAM token of database user '" + facts.user() + "'.",
                callerArn.map(arn -> "Caller " + arn + ", token signed for ").orElse("Token signed for ")
                        + facts.endpoint() + ", region " + facts.instance().region() + ".",
                "Most likely " + caller + " lacks rds-db:connect; attach {\"Effect\":\"Allow\",\"Action\":"
                        + "\"rds-db:connect\",\"Resource\":\""
                        + facts.connectResource(callerArn).replaceAll("[\"\\\\]", "\\\\$0") + "\"}"
                        + lookUp(facts.instance())
                        + ". Otherwise check that the user is set up for IAM authentication ("
                        + statements(facts) + ") and that this machine's clock is right.",
                cause);
    }

    /** The server asked for an ordinary password of this user. */
    public static SQLException userNotIam(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.USER_NOT_IAM,
                "[" + facts.id() + HEADLINE + "the database user '" + facts.user()
                        + "' doesn't exist or isn't set up for IAM authentication.",
                facts.summary(),
                "As an administrator of the instance run: " + statements(facts)
                        + " Or set user=<name> to a user that has it.",
                cause);
    }

    public static SQLException unknownDatabase(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.UNKNOWN_DATABASE,
                "[" + facts.id() + "] The database '" + facts.database() + "' does not exist on this instance.",
                facts.summary(),
                "List what there is: fourminds-rds databases " + facts.id(),
                cause);
    }

    /** An administrator runs one of {@code statements}, if there are any. */
    public static SQLException databaseForbidden(ConnectFacts facts, List<String> statements, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.DATABASE_FORBIDDEN,
                "[" + facts.id() + "] The user '" + facts.user() + "' may not connect to the database '"
                        + facts.database() + "'.",
                facts.summary(),
                (statements.isEmpty()
                                ? "Grant it access to the database"
                                : "As an administrator of the instance run: "
                                        + String.join("; or, where a role of the user allows it: ", statements))
                        + "; or choose another: fourminds-rds databases " + facts.id(),
                cause);
    }

    public static SQLException tooManyConnections(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.TOO_MANY_CONNECTIONS,
                "[" + facts.id() + "] Too many connections: the server has no free slot for user '" + facts.user()
                        + "'.",
                "The server says: " + NetworkFailures.words(cause),
                "Close idle connections or lower the pool's maximum; max_connections of the parameter group and the"
                        + " user's own connection limit set the bound.",
                cause);
    }

    /** The server is starting, stopping or recovering. */
    public static SQLException notReady(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.SERVER_NOT_READY,
                "[" + facts.id() + "] The database server is not accepting connections now.",
                "The server says: " + NetworkFailures.words(cause),
                "Connect again in a moment: it is starting, failing over or shutting down.",
                cause);
    }

    /** The server saw no TLS although the driver always uses it: something in between ended it. */
    public static SQLException tlsDemanded(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.TLS_FAILED,
                "[" + facts.id() + "] SSL error connecting to RDS: the server believes the connection has no TLS.",
                facts.summary(),
                "Something between here and the instance ends TLS; connect to the instance itself or through a plain TCP"
                        + " tunnel.",
                cause);
    }

    public static SQLException nativeProperty(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.NATIVE_PROPERTY_INVALID,
                "[" + facts.id() + "] The native driver refuses a property that was passed through to it.",
                "It says: " + NetworkFailures.words(cause),
                "Correct or remove that property.",
                cause);
    }

    /** Any other failure: the server's own message, and where it happened. */
    public static SQLException other(ConnectFacts facts, SQLException cause) {
        return DiagnosedException.of(
                FailureCode.LOGIN_FAILED,
                "[" + facts.id() + "] The database refused the login of user '" + facts.user() + "'.",
                facts.summary() + " The server says (SQLState " + cause.getSQLState() + "): "
                        + NetworkFailures.words(cause),
                logs(facts.instance()),
                cause);
    }

    /** Returns how to find a resource id that RDS did not tell; IAM authentication of a cluster may also be off. */
    private static String lookUp(RdsInstance instance) {
        if (!instance.resourceId().isEmpty()) {
            return "";
        }
        String look = " with the resource id that this prints: " + AwsCommands.resourceId(instance);
        return AwsCommands.noun(instance).equals("cluster")
                ? look + ". Or IAM authentication is off on the cluster: " + AwsCommands.iamOn(instance)
                : look;
    }

    private static String logs(RdsInstance instance) {
        String region = " --region " + instance.region();
        return switch (instance.kind()) {
            case PROXY -> "See the proxy's log: aws logs tail /aws/rds/proxy/" + instance.id() + region;
            case CLUSTER ->
                "See the log of the instance that answered: aws rds describe-db-log-files --db-instance-identifier <instance of "
                        + instance.id() + ">" + region;
            case INSTANCE ->
                "See the instance's log: aws rds describe-db-log-files --db-instance-identifier " + instance.id()
                        + region;
        };
    }

    private static String statements(ConnectFacts facts) {
        return facts.userStatements().stream()
                .map(statement -> statement.endsWith(";") ? statement : statement + ";")
                .collect(Collectors.joining(" "));
    }
}
