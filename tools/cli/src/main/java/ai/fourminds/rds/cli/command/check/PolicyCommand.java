package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.view.IamPolicy;
import ai.fourminds.rds.cli.view.IamPolicy.Statement;
import ai.fourminds.rds.fleet.RdsInstance;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code policy}: prints the least-privilege IAM policy and the database statements for one user and one instance,
 * cluster or proxy; without one, for the whole region. For one thread.
 */
@CommandLine.Command
public final class PolicyCommand implements Command {
    private static final String UNKNOWN = "<resource id>";

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "INSTANCE",
            description = "Narrow the policy to this instance, cluster or proxy. All instances when left out.")
    private @Nullable String instance;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        session.refuseCsv();
        String user = session.fleet().user();
        Optional<RdsDatabase> target =
                instance == null ? Optional.empty() : Optional.of(session.database(instance, null));
        IamPolicy policy = target.isEmpty()
                ? IamPolicy.ofAll(user, partition(session))
                : new IamPolicy(statements(target.get().instance(), user));
        policy.write(session.console().data());
        session.console().print("");
        target.ifPresentOrElse(
                found -> advise(session.console(), found, user),
                () -> session.console()
                        .say(
                                "Optional, for clusters and proxies by name: rds:DescribeDBClusters, rds:DescribeDBProxies."));
        return ExitCode.OK;
    }

    /** Returns the partition of the configured region. Looking up an unconfigured region could take seconds. */
    private static String partition(Session session) throws SQLException {
        boolean said = session.settings().containsKey("region")
                || session.settings().containsKey("connection")
                || Stream.of("FOURMINDS_RDS_REGION", "AWS_REGION").anyMatch(System.getenv()::containsKey);
        return RdsFleet.partition(said ? session.fleet().region() : "us-east-1");
    }

    /** Returns the statements. Those whose names begin with Optional may be omitted, with fewer facts known. */
    private static List<Statement> statements(RdsInstance target, String user) {
        // A target that settings describe has no ARN: partition, account and resource id are unknown.
        boolean known = !target.arn().isEmpty();
        String[] arn = (known ? target.arn() : "arn:aws:rds::*:").split(":", -1);
        String inRegion = target.region() + ":" + arn[4] + ":";
        String inRds = "arn:" + arn[1] + ":rds:" + inRegion;
        List<Statement> statements = new ArrayList<>();
        if (target.kind() == RdsInstance.Kind.PROXY) {
            statements.add(new Statement("OptionalProxyDiscovery", "rds:DescribeDBProxies", "*"));
        } else {
            // DescribeDBInstances with a filter by cluster needs permission for all instances.
            String described = target.kind() == RdsInstance.Kind.INSTANCE ? target.arn() : inRds + "db:*";
            statements.add(new Statement("RDSInstanceDiscovery", "rds:DescribeDBInstances", known ? described : "*"));
        }
        if (target.cluster() != null) {
            String cluster = inRds + "cluster:" + target.cluster();
            statements.add(new Statement("OptionalClusterDiscovery", "rds:DescribeDBClusters", cluster));
        }
        String resource = !known ? "*" : target.resourceId().isEmpty() ? UNKNOWN : target.resourceId();
        statements.add(new Statement(
                "RDSIAMDatabaseAuth",
                "rds-db:connect",
                "arn:" + arn[1] + ":rds-db:" + inRegion + "dbuser:" + resource + "/" + RdsInstance.inPolicy(user)));
        return statements;
    }

    private static void advise(Console console, RdsDatabase found, String user) {
        RdsInstance target = found.instance();
        console.say("");
        if (target.resourceId().isEmpty() && target.cluster() != null) {
            console.say("Put what this prints in the place of " + UNKNOWN + ":");
            console.say("aws rds describe-db-clusters --db-cluster-identifier " + target.cluster()
                    + " --query \"DBClusters[].DbClusterResourceId\" --output text --region " + target.region());
            console.say("");
        }
        console.say("On the " + target.kind().name().toLowerCase(Locale.ROOT) + ", as an administrator:");
        found.plugin().userStatements(user).forEach(statement -> console.say(statement + ";"));
    }
}
