package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import ai.fourminds.rds.internal.settings.InstanceReference;
import org.jspecify.annotations.Nullable;

/**
 * The request of a look-up. Immutable.
 *
 * @param reference the named target, with DNS names already followed
 * @param engine the configured RDS engine, for targets that may not be described, or null
 * @param port the configured port for such a target, or null for the engine's default
 */
public record LookupRequest(
        InstanceReference reference,
        Role role,
        @Nullable String engine,
        @Nullable Integer port) {

    /** Which member of a cluster. */
    public enum Role {
        WRITER,
        /** The member to which the reader endpoint leads. */
        READER,
        /** The member to which the endpoint leads. */
        ANY
    }

    boolean readerEndpoint() {
        return role == Role.READER || (role == Role.ANY && reference.kind() == NameKind.READER);
    }
}
