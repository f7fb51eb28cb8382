package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.fleet.RdsInstance;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A least-privilege IAM policy. Immutable.
 *
 * @param statements but the last, which every policy has: that the caller may ask who it is
 */
public record IamPolicy(List<Statement> statements) {

    /**
     * One statement.
     *
     * @param id what it is called
     * @param action what it allows
     * @param resource on what
     */
    public record Statement(String id, String action, String resource) {}

    /** Adds what every policy has. */
    public IamPolicy {
        List<Statement> all = new ArrayList<>(statements);
        all.add(new Statement("IdentityVerification", "sts:GetCallerIdentity", "*"));
        statements = List.copyOf(all);
    }

    /**
     * For all instances and one database user.
     *
     * @param partition what ARNs begin with: {@code aws}, {@code aws-cn}
     */
    public static IamPolicy ofAll(String user, String partition) {
        return new IamPolicy(List.of(
                new Statement("RDSInstanceDiscovery", "rds:DescribeDBInstances", "*"),
                new Statement(
                        "RDSIAMDatabaseAuth",
                        "rds-db:connect",
                        "arn:" + partition + ":rds-db:*:*:dbuser:*/" + RdsInstance.inPolicy(user))));
    }

    /** Writes it as JSON. */
    public void write(Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringField("Version", "2012-10-17");
            json.writeArrayFieldStart("Statement");
            for (Statement statement : statements) {
                json.writeStartObject();
                json.writeStringField("Sid", statement.id());
                json.writeStringField("Effect", "Allow");
                json.writeStringField("Action", statement.action());
                json.writeStringField("Resource", statement.resource());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
