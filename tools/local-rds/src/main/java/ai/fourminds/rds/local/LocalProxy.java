package ai.fourminds.rds.local;

import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.iam.token.DatabaseAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy that can be connected to; its certificate comes from {@link LocalRds#publicRootCertificate}. Thread-safe. */
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

    /** The {@code prx-...} id that {@code rds-db:connect} policies name. */
    public String resourceId() {
        return proxy.resourceId();
    }

    /** The ARN that {@code rds-db:connect} must be allowed on for {@code user}. */
    public String connectResource(String user) {
        return address.connectResource(user);
    }

    /** Leads to the instance, or to the cluster's writer, whatever DNS says of it. */
    public LocalEndpoint endpoint() {
        return endpoint;
    }

    /** Leads to the cluster's readers; a proxy before an instance has none. */
    public Optional<LocalEndpoint> readOnlyEndpoint() {
        return Optional.ofNullable(readOnly);
    }
}
