package ai.fourminds.rds.internal.tls;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Builds trust once for each set of roots and keeps it, so that TLS sessions can be resumed. Thread-safe. */
public final class TrustStore {

    private static final int CAPACITY = 32;

    /**
     * A file's state belongs to its key: a replaced file is read again.
     *
     * @param file the file, or null for the roots that come with the driver
     * @param alone whether the file replaces the JVM's roots too
     */
    private record Key(@Nullable Path file, @Nullable FileTime modified, long size, boolean alone) {}

    private record Built(SSLContext context, List<X509Certificate> roots) {}

    private final Map<Key, Built> built = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Built> eldest) {
            return size() > CAPACITY;
        }
    };

    private final RootsFile updated;

    /** @param updated where the user's newer RDS roots would be */
    public TrustStore(RootsFile updated) {
        this.updated = updated;
    }

    /**
     * The trust that a configuration asks for.
     *
     * @param rootCert PEM file that replaces the usual roots, or null
     * @throws SQLException when the file cannot be used
     */
    public TlsTrust trust(@Nullable Path rootCert, boolean verifyHostname) throws SQLException {
        Path file = rootCert == null ? updated.path().orElse(null) : rootCert;
        try {
            Built found = built(key(file, rootCert != null));
            return new TlsTrust(found.context(), found.roots(), verifyHostname);
        } catch (IOException | GeneralSecurityException unusable) {
            if (file == null) {
                throw new IllegalStateException("the bundled roots cannot be read", unusable);
            }
            String why = unusable instanceof java.nio.file.NoSuchFileException
                    ? "it does not exist"
                    : Objects.requireNonNullElse(unusable.getMessage(), unusable.toString());
            throw rootCert == null
                    ? SettingsFailures.updatedRootsUnreadable(file, why, unusable)
                    : SettingsFailures.rootsUnreadable(file, why, unusable);
        }
    }

    private static Key key(@Nullable Path file, boolean alone) throws IOException {
        if (file == null) {
            return new Key(null, null, 0, false);
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Key(file.toAbsolutePath(), attributes.lastModifiedTime(), attributes.size(), alone);
    }

    private Built built(Key key) throws IOException, GeneralSecurityException {
        synchronized (built) {
            Built known = built.get(key);
            if (known == null) {
                known = build(key);
                built.put(key, known);
            }
            return known;
        }
    }

    private static Built build(Key key) throws IOException, GeneralSecurityException {
        Path file = key.file();
        List<X509Certificate> roots =
                key.alone() && file != null ? TrustRoots.ofFile(file) : TrustRoots.rdsAndPublic(file);
        if (roots.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        return new Built(TrustRoots.contextOf(roots), roots);
    }
}
