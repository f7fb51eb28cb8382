package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.fleet.RdsInstance;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A least-privilege IAM policy. Immutable.
 *
 * @param statements all but the last statement of each policy, which allows sts:GetCallerIdentity
 */
public record IamPolicy(List<Statement> statements) {

    /** A statement that allows an action on the resource of an ARN. */
    @JsonPropertyOrder({"Sid", "Effect", "Action", "Resource"})
    public record Statement(
            @JsonProperty("Sid") String id,
            @JsonProperty("Action") String action,
            @JsonProperty("Resource") String resource) {

        @JsonProperty("Effect")
        String effect() {
            return "Allow";
        }
    }

    public IamPolicy {
        List<Statement> all = new ArrayList<>(statements);
        all.add(new Statement("IdentityVerification", "sts:GetCallerIdentity", "*"));
        statements = List.copyOf(all);
    }

    /**
     * Returns a policy for all instances and one database user.
     *
     * @param partition the partition in ARNs: {@code aws}, {@code aws-cn}
     */
    public static IamPolicy ofAll(String user, String partition) {
        return new IamPolicy(List.of(
                new Statement("RDSInstanceDiscovery", "rds:DescribeDBInstances", "*"),
                new Statement(
                        "RDSIAMDatabaseAuth",
                        "rds-db:connect",
                        "arn:" + partition + ":rds-db:*:*:dbuser:*/" + RdsInstance.inPolicy(user))));
    }

    public void write(Writer out) throws IOException {
        Json.write(new Document("2012-10-17", statements), out);
    }

    private record Document(
            @JsonProperty("Version") String version,
            @JsonProperty("Statement") List<Statement> statements) {}
}
