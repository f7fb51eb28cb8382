package ai.fourminds.rds.local.fleet;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What RDS tells about one database instance. Immutable. */
public record DbInstance(
        String identifier,
        Engine engine,
        String instanceClass,
        String status,
        @Nullable Endpoint endpointOrNull,
        boolean iamAuthentication,
        int allocatedStorage,
        boolean multiAz,
        Instant created) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** Absent while the instance is being created. */
    public Optional<Endpoint> endpoint() {
        return Optional.ofNullable(endpointOrNull);
    }

    /** The same instance in another state. */
    public DbInstance in(String otherStatus) {
        return new DbInstance(
                identifier,
                engine,
                instanceClass,
                otherStatus,
                endpointOrNull,
                iamAuthentication,
                allocatedStorage,
                multiAz,
                created);
    }

    /** The same instance, announced elsewhere. */
    public DbInstance at(Endpoint elsewhere) {
        return new DbInstance(
                identifier,
                engine,
                instanceClass,
                status,
                elsewhere,
                iamAuthentication,
                allocatedStorage,
                multiAz,
                created);
    }

    /** The same instance with IAM database authentication switched off. */
    public DbInstance withoutIamAuthentication() {
        return new DbInstance(
                identifier, engine, instanceClass, status, endpointOrNull, false, allocatedStorage, multiAz, created);
    }

    /** {@code db-} and 26 characters that depend on nothing but the identifier. */
    public String resourceId() {
        byte[] digest = sha256(identifier);
        StringBuilder id = new StringBuilder("db-");
        for (int i = 0; i < 26; i++) {
            id.append(BASE32.charAt(digest[i] & 31));
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
