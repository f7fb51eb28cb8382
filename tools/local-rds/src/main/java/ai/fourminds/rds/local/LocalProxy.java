package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A running proxy, with a certificate of {@link LocalRds#publicRootCertificate}. Thread-safe. */
public final class LocalProxy {
    private final DbProxy proxy;
    private final DatabaseAddress address;
    private final LocalEndpoint endpoint;
    private final @Nullable LocalEndpoint readOnly;

    LocalProxy(DbProxy proxy, DatabaseAddress address, LocalEndpoint endpoint, @Nullable LocalEndpoint readOnly) {
        this.proxy = proxy;
        this.address = address;
        this.endpoint = endpoint;
        this.readOnly = readOnly;
    }

    public String name() {
        return proxy.name();
    }

    /** Returns the {@code prx-...} id that {@code rds-db:connect} policies name. */
    public String resourceId() {
        return proxy.resourceId();
    }

    /** Returns the ARN on which {@code user} needs {@code rds-db:connect}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /** Returns the endpoint that leads to the instance or the cluster's writer, independent of DNS. */
    public LocalEndpoint endpoint() {
        return endpoint;
    }

    /** Returns the endpoint that leads to the cluster's readers; empty for a proxy of an instance. */
    public Optional<LocalEndpoint> readOnlyEndpoint() {
        return Optional.ofNullable(readOnly);
    }
}
