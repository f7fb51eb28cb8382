package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.Identities;
import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.network.DnsServer;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
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
 * A local stand-in for AWS and RDS on loopback: the AWS APIs, and databases behind gateways that check IAM tokens like
 * RDS. It refuses what AWS would refuse, too. Ends with {@link #close} or with the JVM. Thread-safe.
 */
public final class LocalRds implements AutoCloseable {
    private final Identities identities;
    private final RunningCloud running;
    private final Faults faults = new Faults();
    private final Settings settings;

    private LocalRds(Builder builder) throws IOException {
        identities = Identities.of(builder.clock);
        running = RunningCloud.open(builder, identities, faults);
        settings = new Settings(running.aws().uri(), running.rootCertificate());
        builder.progress.accept("Local RDS is ready at " + running.aws().uri());
    }

    /** Starts the AWS endpoint, and PostgreSQL with its sample databases. */
    public static LocalRds start() {
        return builder().start();
    }

    /** Returns a builder, which by default starts the same as {@link #start()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the URL of the AWS APIs. */
    public URI endpointUrl() {
        return running.aws().uri();
    }

    /** Returns the only region. */
    public String region() {
        return Account.LOCAL.region();
    }

    /** Returns the only account, whose digits are those of AWS's documentation. */
    public String accountId() {
        return Account.LOCAL.id();
    }

    /** Returns a PEM file with the root of the gateways' certificates. */
    public Path rootCertificate() {
        return running.rootCertificate();
    }

    /**
     * Returns a principal who may describe everything and connect as {@code fourminds_iam_user}, or as {@code
     * fourminds_iam_admin} to write.
     */
    public Principal principal() {
        return identities.developer();
    }

    /** Adds a principal, or changes the permissions of a known one; returns it. */
    public Principal addPrincipal(Principal newcomer) {
        identities.principals().add(newcomer);
        return newcomer;
    }

    /** Adds a role, or changes a known one and the permissions of its sessions; returns it. */
    public Role addRole(Role newcomer) {
        identities.principals().add(newcomer);
        return newcomer;
    }

    /** Returns a valid token of {@link #webIdentities} for {@code subject}. */
    public String webIdentityToken(String subject, Duration validFor) {
        return webIdentities().token(subject, validFor);
    }

    /** Returns the OpenID Connect provider that IAM trusts; it makes invalid tokens, too. */
    public WebIdentityProvider webIdentities() {
        return identities.webIdentities();
    }

    /** Returns the Cognito user pool with the identity pool that trusts it. */
    public CognitoPool cognito() {
        return identities.cognito();
    }

    /** Returns the faults that AWS and the databases can simulate. */
    public Faults faults() {
        return faults;
    }

    /** Returns the number of calls of an AWS action such as {@code DescribeDBInstances}, refused ones included. */
    public int calls(String action) {
        return running.aws().calls(action);
    }

    /** Returns the settings, by name, of a {@code jdbc:fourminds-rds:} client that signs in as {@link #principal}. */
    public Map<String, String> settings() {
        return settings(principal());
    }

    /** Returns the settings of a client that signs in as {@code somebody}. */
    public Map<String, String> settings(Principal somebody) {
        return settings.accessKeys(somebody);
    }

    /** Returns the settings of a client that assumes {@code role} with credentials of its own. */
    public Map<String, String> settings(Role role) {
        return settings.role(role);
    }

    /** Returns the settings of a client that assumes {@code role} with the web identity token in a file. */
    public Map<String, String> settings(Role role, Path webIdentityTokenFile) {
        return settings.role(role, webIdentityTokenFile);
    }

    /** Returns the settings of a client that assumes {@code first} with the token in a file, and then {@code role}. */
    public Map<String, String> settings(Role first, Path webIdentityTokenFile, Role role) {
        return settings.role(first, webIdentityTokenFile, role);
    }

    /** Returns the settings of a client that signs in as {@code user} through the app client {@code client}. */
    public Map<String, String> settings(CognitoUser user, CognitoClient client) {
        return settings.cognito(cognito(), user, client);
    }

    /**
     * Returns a running instance. For others throws {@link IllegalArgumentException}, with a {@link MissingRequirement}
     * as its cause if this machine cannot run the engine.
     */
    public LocalInstance instance(String identifier) {
        return running.instance(identifier);
    }

    /**
     * Returns a requested cluster, {@code prod-cluster} or {@code prod-shop-cluster}; throws as {@link #instance} does.
     */
    public LocalCluster cluster(String identifier) {
        return running.cluster(identifier);
    }

    /** Returns the identifiers that {@link #cluster} accepts. */
    public Set<String> clusterIdentifiers() {
        return running.clusters().keySet();
    }

    /**
     * Returns a proxy: {@code prod-proxy}, {@code prod-orders-proxy}, {@code prod-billing-proxy}, one of these with
     * {@code -noiam}, or a cluster's.
     */
    public LocalProxy proxy(String name) {
        return running.proxy(name);
    }

    /** Returns a PEM file with the root of the proxies' certificates, which stands for RDS's public root. */
    public Path publicRootCertificate() {
        return running.publicRootCertificate();
    }

    /**
     * Returns a DNS server that resolves the host names of clusters, members and proxies to loopback, if this machine
     * can, and adds aliases.
     */
    public DnsServer dns() {
        return running.dns();
    }

    /** Returns the identifiers that {@link #instance} accepts: of requested engines that this machine can run. */
    public Set<String> connectableIdentifiers() {
        return running.connectable().keySet();
    }

    /** Returns a sentence for each requested engine that is left out: what this machine lacks. */
    public List<String> missing() {
        return running.lacks();
    }

    /** Returns the identifiers of the whole fleet, running or not. */
    public List<String> instanceIdentifiers() {
        return running.fleet().instances().stream().map(DbInstance::identifier).toList();
    }

    @Override
    public void close() {
        running.close();
    }

    /** The servers to start and their options. Used by one thread. */
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

        /** Starts only the AWS endpoint: the fleet is listed, but no instance runs. */
        public Builder withoutDatabases() {
            engines.clear();
            clusters.clear();
            return this;
        }

        /**
         * Sets the engines to run, by default only PostgreSQL, which starts fastest. They start concurrently; those
         * that this machine cannot run are left out, see {@link LocalRds#missing}.
         */
        public Builder engines(Collection<DatabaseEngine> requested) {
            engines.clear();
            engines.addAll(requested);
            return this;
        }

        /**
         * Sets the engines to run a cluster of, with three servers each: POSTGRESQL ({@code prod-cluster}), MYSQL
         * ({@code prod-shop-cluster}). By default none; RDS has no clusters of MARIADB.
         */
        public Builder clusters(Collection<DatabaseEngine> requested) {
            requested.forEach(Clusters::identifier);
            clusters.clear();
            clusters.addAll(requested);
            return this;
        }

        /**
         * Uses a running server for one of {@link #engines}: adds the roles and, if requested, the sample databases,
         * and leaves it running. PostgreSQL must trust connections from this machine. Without this step the environment
         * can name one: {@code FOURMINDS_LOCAL_RDS_MYSQL=user:password@host:port}.
         *
         * @param user a superuser
         */
        public Builder running(DatabaseEngine engine, String host, int port, String user, String password) {
            running.put(engine, new Administration(host, port, user, password));
            return this;
        }

        /** Sets the clock that signatures and tokens are checked with. */
        public Builder clock(Clock judge) {
            clock = judge;
            return this;
        }

        /**
         * Sets the folder of this run's folder, which is deleted at the end; by default the system's temporary folder.
         */
        public Builder workingDirectory(Path directory) {
            workingDirectory = directory;
            return this;
        }

        /** Sets the folder that keeps the databases' programs between runs. */
        public Builder cacheDirectory(Path directory) {
            cacheDirectory = directory;
            return this;
        }

        /** Sets the port of the AWS endpoint; by default any free port. */
        public Builder awsPort(int port) {
            awsPort = port;
            return this;
        }

        /** Sets the port of {@code prod-analytics}; by default any free port. */
        public Builder databasePort(int port) {
            return port("prod-analytics", port);
        }

        /**
         * Sets the port of an instance on 127.0.0.1; by default any free port. {@link #start} refuses instances that do
         * not run, and ports in use.
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

        /** Sets whether to load the sample databases; the roles always exist. */
        public Builder sampleData(boolean load) {
            sampleData = load;
            return this;
        }

        /** Sets a listener for progress, line by line, called from several threads. */
        public Builder progress(Consumer<String> listener) {
            progress = line -> {
                synchronized (this) {
                    listener.accept(line);
                }
            };
            return this;
        }

        /**
         * Starts everything that was requested.
         *
         * @throws UncheckedIOException if the start fails; then nothing keeps running and no files remain
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
