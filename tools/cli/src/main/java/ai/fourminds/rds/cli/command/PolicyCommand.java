package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.fleet.RdsInstance;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code policy}: the least-privilege IAM policy for one instance and user, and what the database needs; without an
 * instance, for the whole region. For one thread.
 */
@CommandLine.Command
final class PolicyCommand implements Command {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INSTANCE",
            description = "Narrow the policy to this instance. All instances when left out.")
    private @Nullable String instance;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        session.refuseCsv();
        String user = session.fleet().user();
        Optional<RdsDatabase> target =
                instance == null ? Optional.empty() : Optional.of(session.database(instance, null));
        String described = target.map(found -> found.instance().arn())
                .filter(arn -> !arn.isEmpty())
                .orElse("*");
        String connected = target.map(found -> connectResource(found.instance(), user))
                .orElse("arn:aws:rds-db:*:*:dbuser:*/" + user);
        try (JsonGenerator json = Json.generator(session.console().data())) {
            write(json, described, connected);
        }
        session.console().data().write("\n");
        session.console().flush();
        target.ifPresent(found -> {
            session.console().say("");
            session.console().say("On the instance, as an administrator:");
            found.plugin()
                    .userStatements(user)
                    .forEach(statement -> session.console().say(statement + ";"));
        });
        return ExitCode.OK;
    }

    private static String connectResource(RdsInstance instance, String user) {
        if (instance.arn().isEmpty()) {
            // It was described by instanceHost; only AWS knows account and resource id.
            return "arn:aws:rds-db:" + instance.region() + ":*:dbuser:*/" + user;
        }
        String[] arn = instance.arn().split(":", -1);
        return "arn:" + arn[1] + ":rds-db:" + instance.region() + ":" + arn[4] + ":dbuser:" + instance.resourceId()
                + "/" + user;
    }

    private static void write(JsonGenerator json, String described, String connected) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", "2012-10-17");
        json.writeArrayFieldStart("Statement");
        statement(json, "RDSInstanceDiscovery", "rds:DescribeDBInstances", described);
        statement(json, "RDSIAMDatabaseAuth", "rds-db:connect", connected);
        statement(json, "IdentityVerification", "sts:GetCallerIdentity", "*");
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void statement(JsonGenerator json, String id, String action, String resource) throws IOException {
        json.writeStartObject();
        json.writeStringField("Sid", id);
        json.writeStringField("Effect", "Allow");
        json.writeStringField("Action", action);
        json.writeStringField("Resource", resource);
        json.writeEndObject();
    }
}
