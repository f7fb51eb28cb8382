package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.internal.settings.host.NameKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a connect asks for. Immutable.
 *
 * @param reference what is named; leads nowhere else any more
 * @param role which member of a cluster
 * @param engine the RDS engine that was said, for what nobody may describe; or null
 * @param port the port that was said for it; or null for the engine's usual one
 */
public record Wanted(
        InstanceReference reference,
        Role role,
        @Nullable String engine,
        @Nullable Integer port) {

    /** Which member of a cluster. */
    public enum Role {
        /** The writer only. */
        WRITER,
        /** Whichever the reader endpoint leads to. */
        READER,
        /** Whichever the endpoint leads to. */
        ANY
    }

    /** Refuses nulls. */
    public Wanted {
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(role, "role");
    }

    boolean readerEndpoint() {
        return role == Role.READER || (role == Role.ANY && reference.kind() == NameKind.READER);
    }
}
