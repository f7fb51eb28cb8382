package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AccessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An RDS of one's own on loopback: the AWS APIs, and databases behind gateways that check IAM tokens as RDS does. It
 * is not AWS, but what it refuses AWS would refuse too. Ends with {@link #close} or with the JVM. Thread-safe.
 */
public final class LocalRds implements AutoCloseable {
    static final Account ACCOUNT = new Account("123456789012", "us-east-1");

    private final AccessKeys keys;
    private final Premises premises;
    private final Principal principal;
    private final Faults faults;
    private final Thread hook = new Thread(this::closePremises, "local-rds-shutdown");

    private LocalRds(Builder builder) throws IOException {
        keys = new AccessKeys();
        faults = new Faults();
        principal = addPrincipal(Principal.user("local-developer")
                .withConnect("arn:aws:rds-db:*:" + ACCOUNT.id() + ":dbuser:*/fourminds_iam_user"));
        premises = Premises.open(builder, keys, faults.disturbances());
        Runtime.getRuntime().addShutdownHook(hook);
        builder.progress.accept("Local RDS is ready at " + premises.aws().uri());
    }

    /** The AWS endpoint and PostgreSQL with its sample databases. */
    public static LocalRds start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Where the AWS APIs are. */
    public URI endpointUrl() {
        return premises.aws().uri();
    }

    public String region() {
        return ACCOUNT.region();
    }

    public String accountId() {
        return ACCOUNT.id();
    }

    /** A PEM file with the root that all gateways' certificates come from. */
    public Path rootCertificate() {
        return premises.rootCertificate();
    }

    /** Who may describe everything and connect to every instance as {@code fourminds_iam_user}. */
    public Principal principal() {
        return principal;
    }

    /** Makes another principal known, or changes what a known one may do; returns it. */
    public Principal addPrincipal(Principal newcomer) {
        keys.add(new AccessKey(
                newcomer.arn(),
                newcomer.accessKeyId(),
                newcomer.secretAccessKey(),
                newcomer.sessionToken(),
                newcomer.expiresAt(),
                newcomer.mayDescribe(),
                newcomer.connectResources()));
        return newcomer;
    }

    public Faults faults() {
        return faults;
    }

    /** How often an AWS action such as {@code DescribeDBInstances} was asked for, refusals included. */
    public int calls(String action) {
        return premises.aws().calls(action);
    }

    /** What a client has to set to get here as {@link #principal}. */
    public Map<String, String> settings() {
        return settings(principal);
    }

    /** What a client has to set to get here as {@code somebody}. */
    public Map<String, String> settings(Principal somebody) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("region", region());
        settings.put("endpointUrl", endpointUrl().toString());
        settings.put("auth", "access-keys");
        settings.put("accessKeyId", somebody.accessKeyId());
        settings.put("secretAccessKey", somebody.secretAccessKey());
        if (somebody.sessionToken() != null) {
            settings.put("sessionToken", somebody.sessionToken());
        }
        settings.put("tlsRootCert", rootCertificate().toString());
        return settings;
    }

    /**
     * One of those that can be connected to.
     *
     * @throws IllegalArgumentException for one that nothing listens for
     */
    public LocalInstance instance(String identifier) {
        LocalInstance instance = premises.connectable().get(identifier);
        if (instance == null) {
            throw new IllegalArgumentException("'" + identifier + "' is not one of the connectable instances "
                    + premises.connectable().keySet());
        }
        return instance;
    }

    /** The whole fleet's, whether they can be connected to or not. */
    public List<String> instanceIdentifiers() {
        return premises.fleet().instances().stream().map(DbInstance::identifier).toList();
    }

    @Override
    public void close() {
        closePremises();
        if (!Thread.currentThread().equals(hook)) {
            forgetHook();
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out and runs the hook itself; closing twice does no harm.
            Thread.onSpinWait();
        }
    }

    private void closePremises() {
        premises.close();
    }

    /** What to start and where. Used by one thread. */
    public static final class Builder {
        boolean databases = true;
        boolean sampleData = true;
        Clock clock = Clock.systemUTC();

        @Nullable
        Path workingDirectory;

        Path cacheDirectory = Cache.defaultDirectory(System.getenv());
        int awsPort;
        int databasePort;
        Consumer<String> progress = message -> {};

        private Builder() {}

        /** Only the AWS endpoint: the fleet is listed, nothing of it can be connected to. */
        public Builder withoutDatabases() {
            databases = false;
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

        /** Where PostgreSQL's programs are kept between runs. */
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
            databasePort = port;
            return this;
        }

        /** Whether to load the sample databases; the roles are there in any case. */
        public Builder sampleData(boolean load) {
            sampleData = load;
            return this;
        }

        /** Is told what is going on, one line at a time. */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /**
         * Starts all that was wished for.
         *
         * @throws UncheckedIOException where it does not start; then nothing is left running or lying about
         */
        public LocalRds start() {
            try {
                return new LocalRds(this);
            } catch (IOException e) {
                throw new UncheckedIOException("the local RDS does not start: " + e.getMessage(), e);
            }
        }
    }
}
