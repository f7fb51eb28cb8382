package ai.fourminds.rds.internal.tls;

import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds and caches trust for each set of roots, so that TLS sessions can be resumed. Thread-safe. */
public final class TrustStore {

    private static final int CAPACITY = 32;
    // AWS's global bundle has 160 kB; reading a device would never end.
    private static final long LARGEST_BYTES = 16 << 20;

    /**
     * The cache key. It includes the file's state, so a replaced file is read again.
     *
     * @param file the file, or null for the built-in roots
     * @param jvm whether the JVM's roots are trusted too
     */
    private record Key(@Nullable Path file, @Nullable FileTime modified, long size, boolean jvm) {}

    private record Built(SSLContext context, List<X509Certificate> roots) {}

    /** The trust that a configuration requests; a null file stands for the default roots. */
    private record Request(@Nullable Path rootCert, boolean verifyHostname) {}

    private final Map<Key, Built> built = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Built> eldest) {
            return size() > CAPACITY;
        }
    });

    /** Files are checked at each connect; while a check hangs, all callers wait for the same one. */
    private final SharedCalls<Request, Built> looks = new SharedCalls<>(Clock.systemUTC(), CAPACITY, failure -> true);

    private final RootsFile updated;

    /** @param updated the user's newer RDS roots, if any */
    public TrustStore(RootsFile updated) {
        this.updated = updated;
    }

    /**
     * Returns the trust for a configuration: the file's roots, else the RDS roots with the JVM's (RDS Proxy and Aurora
     * Serverless use public authorities). Without host name verification the JVM's roots are left out: anybody can get
     * a certificate of a public authority.
     *
     * @param rootCert PEM file that replaces the default roots, or null
     * @throws SQLException if the roots cannot be read, or not in time
     */
    public TlsTrust trust(@Nullable Path rootCert, boolean verifyHostname, Deadline deadline) throws SQLException {
        Built found = looks.get(
                new Request(rootCert, verifyHostname),
                deadline,
                () -> Answer.of(look(rootCert, verifyHostname), Duration.ZERO),
                () -> SettingsFailures.rootsLate(rootCert, deadline.limit()));
        return new TlsTrust(found.context(), found.roots(), verifyHostname);
    }

    private Built look(@Nullable Path rootCert, boolean verifyHostname) throws SQLException {
        Path file = rootCert == null ? updated.trusted().orElse(null) : rootCert;
        try {
            return built(key(file, rootCert == null && verifyHostname));
        } catch (IOException | GeneralSecurityException unusable) {
            if (file == null) {
                throw new IllegalStateException("the bundled roots cannot be read", unusable);
            }
            String why = unusable instanceof NoSuchFileException
                    ? "it does not exist"
                    : Objects.requireNonNullElse(unusable.getMessage(), unusable.toString());
            throw rootCert == null
                    ? SettingsFailures.updatedRootsUnreadable(file, why, unusable)
                    : SettingsFailures.rootsUnreadable(file, why, unusable);
        }
    }

    private static Key key(@Nullable Path file, boolean jvm) throws IOException {
        if (file == null) {
            return new Key(null, null, 0, jvm);
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() > LARGEST_BYTES) {
            throw new IOException("it is no regular file of at most " + (LARGEST_BYTES >> 20) + " MB");
        }
        return new Key(file.toAbsolutePath(), attributes.lastModifiedTime(), attributes.size(), jvm);
    }

    private Built built(Key key) throws IOException, GeneralSecurityException, SQLException {
        Built known = built.get(key);
        if (known == null) {
            Built fresh = build(key);
            // Uses the first caller's context, which has the TLS sessions.
            known = Objects.requireNonNullElse(built.putIfAbsent(key, fresh), fresh);
        }
        return known;
    }

    private static Built build(Key key) throws IOException, GeneralSecurityException, SQLException {
        Path file = key.file();
        List<X509Certificate> roots = new ArrayList<>(file == null ? RootsFile.bundled() : RootsFile.ofFile(file));
        if (roots.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        if (key.jvm()) {
            try {
                roots.addAll(RootsFile.ofJvm());
            } catch (GeneralSecurityException unreadable) {
                throw SettingsFailures.jvmRootsUnreadable(unreadable);
            }
        }
        return new Built(RootsFile.contextOf(RootsFile.managerOf(roots)), roots);
    }
}
