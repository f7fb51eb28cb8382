package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.Identities;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.iam.WebIdentityTrust;
import ai.fourminds.rds.local.network.DnsServer;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import ai.fourminds.rds.local.principals.CognitoPool;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.FileFailure;
import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An RDS of one's own on loopback: the AWS APIs, and databases behind gateways that check IAM tokens as RDS does. It
 * is not AWS, but what it refuses AWS would refuse too. Ends with {@link #close} or with the JVM. Thread-safe.
 */
public final class LocalRds implements AutoCloseable {
    private final Identities identities;
    private final CognitoPool cognito;
    private final RunningCloud running;
    private final Principal principal;
    private final Faults faults;
    private final Settings settings;

    private LocalRds(Builder builder) throws IOException {
        identities = Identities.of(Account.LOCAL, builder.clock);
        cognito = new CognitoPool(identities.userPool(), identities.identityPool());
        faults = new Faults(this::has);
        principal = addPrincipal(Principal.user("local-developer")
                .withConnectAs("fourminds_iam_user", "fourminds_iam_admin")
                .withAllowed("rds:*over*Cluster", "*"));
        cognito.authenticatedRole(addRole(Role.named("cognito-authenticated")
                .withConnect(principal.connectResources().toArray(String[]::new))
                .trustingWebIdentity(WebIdentityTrust.identityPool(cognito.identityPoolId()))));
        running = RunningCloud.open(builder, identities, faults);
        settings = new Settings(running.aws().uri(), running.rootCertificate());
        builder.progress.accept("Local RDS is ready at " + running.aws().uri());
    }

    /** The AWS endpoint and PostgreSQL with its sample databases. */
    public static LocalRds start() {
        return builder().start();
    }

    /** What to start, step by step; without a step it starts what {@link #start()} starts. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the AWS APIs are. */
    public URI endpointUrl() {
        return running.aws().uri();
    }

    /** The only region there is. */
    public String region() {
        return Account.LOCAL.region();
    }

    /** The only account there is; its digits are those of AWS's documentation. */
    public String accountId() {
        return Account.LOCAL.id();
    }

    /** A PEM file with the root that all gateways' certificates come from. */
    public Path rootCertificate() {
        return running.rootCertificate();
    }

    /** Who may describe everything and connect everywhere as {@code fourminds_iam_user}, or {@code fourminds_iam_admin} to write. */
    public Principal principal() {
        return principal;
    }

    /** Makes another principal known, or changes what a known one may do; returns it. */
    public Principal addPrincipal(Principal newcomer) {
        identities.keys().add(newcomer.accessKey());
        return newcomer;
    }

    /** Makes a role known, or changes a known one together with what its running sessions may do; returns it. */
    public Role addRole(Role newcomer) {
        identities.roles().add(newcomer.assumable());
        return newcomer;
    }

    /** A good token of {@link #webIdentities} for {@code subject}. */
    public String webIdentityToken(String subject, Duration validFor) {
        return webIdentities().token(subject, validFor);
    }

    /** The OpenID Connect provider that IAM knows; it makes bad tokens, too. */
    public WebIdentityProvider webIdentities() {
        return identities.webIdentities();
    }

    /** The Cognito user pool, and the identity pool that trusts it. */
    public CognitoPool cognito() {
        return cognito;
    }

    /** Switches that make AWS and the databases misbehave; {@link Faults#clear} makes all well again. */
    public Faults faults() {
        return faults;
    }

    /** How often an AWS action such as {@code DescribeDBInstances} was asked for, refusals included. */
    public int calls(String action) {
        return running.aws().calls(action);
    }

    /** What a {@code jdbc:fourminds-rds:} client has to set, by name, to get here as {@link #principal}. */
    public Map<String, String> settings() {
        return settings(principal);
    }

    /** The settings with which a client signs in as {@code somebody}. */
    public Map<String, String> settings(Principal somebody) {
        return settings.accessKeys(somebody);
    }

    /** What a client with credentials of its own has to set to assume {@code role}. */
    public Map<String, String> settings(Role role) {
        return settings.role(role);
    }

    /** What a client has to set to assume {@code role} with the web identity token in a file. */
    public Map<String, String> settings(Role role, Path webIdentityTokenFile) {
        return settings.role(role, webIdentityTokenFile);
    }

    /** What a client has to set to assume {@code first} with the token in a file, and from there {@code role}. */
    public Map<String, String> settings(Role first, Path webIdentityTokenFile, Role role) {
        return settings.role(first, webIdentityTokenFile, role);
    }

    /** What a client has to set to sign in as {@code user} through the app client {@code client}. */
    public Map<String, String> settings(CognitoUser user, CognitoClient client) {
        return settings.cognito(cognito, user, client);
    }

    /**
     * One of those that can be connected to. For others an {@link IllegalArgumentException}, whose cause is a
     * {@link MissingRequirement} where this machine cannot run the engine.
     */
    public LocalInstance instance(String identifier) {
        return running.instance(identifier);
    }

    /** A cluster that was asked for, {@code prod-cluster} or {@code prod-shop-cluster}; throws as {@link #instance} does. */
    public LocalCluster cluster(String identifier) {
        return running.cluster(identifier);
    }

    /** The clusters that {@link #cluster} knows. */
    public Set<String> clusterIdentifiers() {
        return running.clusters().keySet();
    }

    /** {@code prod-proxy}, {@code prod-orders-proxy} or {@code prod-billing-proxy}, the same with {@code -noiam}, or a cluster's. */
    public LocalProxy proxy(String name) {
        return running.proxy(name);
    }

    /** A PEM file with the root that the proxies' certificates come from, as those of RDS come from a public one. */
    public Path publicRootCertificate() {
        return running.publicRootCertificate();
    }

    /** Leads the names of clusters, their members and proxies to loopback, where this machine can, and aliases to them. */
    public DnsServer dns() {
        return running.dns();
    }

    /** Those that {@link #instance} knows: not those whose engine was not asked for or cannot run on this machine. */
    public Set<String> connectableIdentifiers() {
        return running.connectable().keySet();
    }

    /** What this machine lacks for the engines that were asked for: one sentence for each that is left out. */
    public List<String> missing() {
        return running.lacks();
    }

    /** The whole fleet's, whether they can be connected to or not. */
    public List<String> instanceIdentifiers() {
        return running.fleet().instances().stream().map(DbInstance::identifier).toList();
    }

    private boolean has(String name) {
        return running.fleet().has(name);
    }

    @Override
    public void close() {
        running.close();
    }

    /** What to start and where. Used by one thread. */
    public static final class Builder {
        final Set<DatabaseEngine> engines = EnumSet.of(DatabaseEngine.POSTGRESQL);
        final Set<DatabaseEngine> clusters = EnumSet.noneOf(DatabaseEngine.class);
        final Map<DatabaseEngine, Administration> running = new EnumMap<>(DatabaseEngine.class);
        boolean sampleData = true;
        Clock clock = Clock.systemUTC();

        @Nullable
        Path workingDirectory;

        @Nullable
        Path cacheDirectory;

        int awsPort;
        final Map<String, Integer> ports = new TreeMap<>();
        Consumer<String> progress = message -> {};

        private Builder() {}

        /** Only the AWS endpoint: the fleet is listed, nothing of it can be connected to. */
        public Builder withoutDatabases() {
            engines.clear();
            clusters.clear();
            return this;
        }

        /**
         * The engines to run, by default PostgreSQL alone, which starts soonest. They start at the same time; one that
         * this machine cannot run is left out, see {@link LocalRds#missing}.
         */
        public Builder engines(Collection<DatabaseEngine> wished) {
            engines.clear();
            engines.addAll(wished);
            return this;
        }

        /**
         * The engines to run a cluster of, three servers each: POSTGRESQL ({@code prod-cluster}), MYSQL
         * ({@code prod-shop-cluster}). By default none; of MARIADB RDS has none.
         */
        public Builder clusters(Collection<DatabaseEngine> wished) {
            wished.forEach(Clusters::identifier);
            clusters.clear();
            clusters.addAll(wished);
            return this;
        }

        /**
         * A server for one of {@link #engines} that runs already, in place of one of ours: it gets the roles and, where wished
         * for, the sample databases, and is left running. PostgreSQL must trust connections from this machine. Without this step
         * the environment may name one: {@code FOURMINDS_LOCAL_RDS_MYSQL=user:password@host:port}.
         *
         * @param user who may do everything there
         */
        public Builder running(DatabaseEngine engine, String host, int port, String user, String password) {
            running.put(engine, new Administration(host, port, user, password));
            return this;
        }

        /** What signatures and tokens are judged by. */
        public Builder clock(Clock judge) {
            clock = judge;
            return this;
        }

        /** Where a folder is made for this run and deleted at its end; by default the system's temporary folder. */
        public Builder workingDirectory(Path directory) {
            workingDirectory = directory;
            return this;
        }

        /** Where the databases' programs are kept between runs. */
        public Builder cacheDirectory(Path directory) {
            cacheDirectory = directory;
            return this;
        }

        /** By default any that is free. */
        public Builder awsPort(int port) {
            awsPort = port;
            return this;
        }

        /** The port of {@code prod-analytics}; by default any that is free. */
        public Builder databasePort(int port) {
            return port("prod-analytics", port);
        }

        /**
         * The port of 127.0.0.1 that an instance listens on; by default any that is free. {@link #start} refuses instances
         * that cannot be connected to, and a port that is taken.
         */
        public Builder port(String identifier, int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port of " + identifier + ": " + port + " is outside 0..65535");
            }
            if (port > 0) {
                ports.put(identifier, port);
            }
            return this;
        }

        /** Whether to load the sample databases; the roles are there in any case. */
        public Builder sampleData(boolean load) {
            sampleData = load;
            return this;
        }

        /** Is told what is going on, one line at a time, by one thread or another. */
        public Builder progress(Consumer<String> listener) {
            progress = line -> {
                synchronized (this) {
                    listener.accept(line);
                }
            };
            return this;
        }

        /**
         * Starts everything that was asked for.
         *
         * @throws UncheckedIOException where it does not start; then nothing is left running or lying about
         */
        public LocalRds start() {
            try {
                return new LocalRds(this);
            } catch (IOException e) {
                throw new UncheckedIOException("the local RDS does not start: " + FileFailure.message(e), e);
            }
        }
    }
}
