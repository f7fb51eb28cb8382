package ai.fourminds.rds.local.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates the sample fleet, from tables and remainders so that it is the same at every start. Used by one thread. */
final class SampleFleet {
    private static final int SIZE = 250;
    private static final Instant FIRST_CREATED = Instant.parse("2021-03-04T09:30:00Z");
    private static final String AVAILABLE = "available";
    private static final List<String> ENVIRONMENTS = List.of("prod", "staging", "qa", "dev");
    private static final List<String> PURPOSES = words("""
        billing catalog checkout crm fraud hr inventory ledger loyalty marketing orders payments pricing
        risk search sessions shipping support telemetry wiki
        """);
    private static final List<String> CLASSES = List.of(
            "db.t4g.micro", "db.t4g.medium", "db.r6g.large", "db.m6i.xlarge", "db.r7g.2xlarge", "db.m7g.4xlarge");
    private static final List<String> TROUBLED = words("""
        stopped backing-up modifying rebooting failed storage-full stopping starting upgrading maintenance
        incompatible-parameters deleting storage-optimization inaccessible-encryption-credentials renaming
        resetting-master-credentials
        """);

    private final Map<String, Endpoint> reachable;
    private final Map<String, DbInstance> instances = new TreeMap<>();
    private final List<DbCluster> clusters = new ArrayList<>();

    SampleFleet(Map<String, Endpoint> reachable, List<DbCluster> running) {
        this.reachable = reachable;
        running.forEach(this::members);
        wellKnown();
        for (int i = 0; instances.size() < SIZE; i++) {
            numbered(i);
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    Map<String, DbInstance> instances() {
        return instances;
    }

    /** Returns the clusters that are listed but do not run. */
    List<DbCluster> clusters() {
        return clusters;
    }

    private void wellKnown() {
        add("prod-analytics", Engine.POSTGRES, AVAILABLE, true);
        add("prod-tunnel", Engine.POSTGRES, AVAILABLE, true);
        add("prod-noiam", Engine.POSTGRES, AVAILABLE, false);
        add("prod-wrongcert", Engine.POSTGRES, AVAILABLE, true);
        add("prod-analytic", Engine.ALL.get(2), AVAILABLE, true);
        add("prod-analytics-2", Engine.ALL.get(1), AVAILABLE, true);
        add("prod-analytics-replica", Engine.POSTGRES, "stopped", true);
        add("prod-analytics-next", Engine.POSTGRES, "creating", true);
        add("prod-reporting", Engine.ALL.get(5), AVAILABLE, true);
        add("prod-reporting-old", Engine.ALL.get(9), "stopped", false);
        add("prod-erp", Engine.ORACLE_EE, AVAILABLE, false);
        family("prod-orders", Engine.MARIADB);
        family("prod-billing", Engine.MYSQL);
        // A cluster may share its name with an instance that is not its member.
        cluster("prod-checkout", Engine.AURORA_MYSQL, "prod-checkout-a", "prod-checkout-b");
        // A Multi-AZ cluster.
        cluster("prod-ha", Engine.POSTGRES, "prod-ha-instance-1", "prod-ha-instance-2", "prod-ha-instance-3");
    }

    private void cluster(String identifier, Engine engine, String... members) {
        var cluster = new DbCluster(identifier, engine, AVAILABLE, true, List.of(members), List.of(), FIRST_CREATED);
        clusters.add(cluster);
        members(cluster);
    }

    private void members(DbCluster cluster) {
        for (String member : cluster.members()) {
            put(member, cluster.engine(), AVAILABLE, cluster.iamAuthentication(), cluster.identifier());
        }
    }

    private void family(String identifier, Engine engine) {
        add(identifier, engine, AVAILABLE, true);
        add(identifier + "-tunnel", engine, AVAILABLE, true);
        add(identifier + "-noiam", engine, AVAILABLE, false);
        add(identifier + "-wrongcert", engine, AVAILABLE, true);
    }

    private void numbered(int i) {
        String environment = ENVIRONMENTS.get(i % ENVIRONMENTS.size());
        String purpose = PURPOSES.get(i / ENVIRONMENTS.size() % PURPOSES.size());
        int generation = i / (ENVIRONMENTS.size() * PURPOSES.size());
        String identifier = environment + "-" + purpose + (generation == 0 ? "" : "-" + (generation + 1));
        Engine engine = Engine.ALL.get(i % Engine.ALL.size());
        String status = i % 7 == 3 ? TROUBLED.get(i / 7 % TROUBLED.size()) : AVAILABLE;
        add(identifier, engine, status, engine.offersIamAuthentication() && i % 3 != 0);
    }

    /** Adds an instance; an Aurora instance gets a cluster of its own, because RDS has none without. */
    private void add(String identifier, Engine engine, String status, boolean iamAuthentication) {
        boolean aurora = engine.name().startsWith("aurora");
        if (put(identifier, engine, status, iamAuthentication, aurora ? identifier + "-cluster" : null) && aurora) {
            clusters.add(new DbCluster(
                    identifier + "-cluster",
                    engine,
                    status,
                    iamAuthentication,
                    List.of(identifier),
                    List.of(),
                    FIRST_CREATED));
        }
    }

    private boolean put(
            String identifier, Engine engine, String status, boolean iamAuthentication, @Nullable String cluster) {
        int n = instances.size();
        Instant created = FIRST_CREATED.plus(Duration.ofHours(157L * n)).plusMillis(n * 7919L % 60_000);
        String instanceClass = CLASSES.get(n % CLASSES.size());
        boolean multiAz = identifier.startsWith("prod") && n % 2 == 0;
        return instances.putIfAbsent(
                        identifier,
                        new DbInstance(
                                identifier,
                                engine,
                                instanceClass,
                                status,
                                endpoint(identifier, engine, status),
                                iamAuthentication,
                                20 * (1 + n % 50),
                                multiAz,
                                created,
                                cluster))
                == null;
    }

    private @Nullable Endpoint endpoint(String identifier, Engine engine, String status) {
        if (status.equals("creating")) {
            return null;
        }
        return reachable.getOrDefault(identifier, new Endpoint(Account.LOCAL.endpointHost(identifier), engine.port()));
    }
}
