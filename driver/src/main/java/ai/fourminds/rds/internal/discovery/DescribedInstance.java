package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Reads RDS's description of an instance; AWS omits unknown values. Stateless. */
final class DescribedInstance {

    private DescribedInstance() {}

    static RdsInstance read(DBInstance described, String region, Set<String> supportedEngines) {
        String engine = text(described.engine());
        return new RdsInstance(
                Objects.requireNonNull(described.dbInstanceIdentifier(), "the answer names no instance"),
                text(described.dbInstanceArn()),
                text(described.dbiResourceId()),
                engine,
                text(described.engineVersion()),
                text(described.dbInstanceClass()),
                text(described.dbInstanceStatus()),
                supportedEngines.contains(engine),
                Boolean.TRUE.equals(described.iamDatabaseAuthenticationEnabled()),
                endpoint(described.endpoint()),
                region,
                RdsInstance.Kind.INSTANCE,
                described.dbClusterIdentifier());
    }

    private static @Nullable Endpoint endpoint(software.amazon.awssdk.services.rds.model.@Nullable Endpoint described) {
        if (described == null || described.address() == null || described.port() == null) {
            return null;
        }
        return new Endpoint(described.address(), described.port());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
