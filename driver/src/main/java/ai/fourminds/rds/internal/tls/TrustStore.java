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

    /** A file's state belongs to its key: a replaced file is read again. */
    private record Key(@Nullable Path file, @Nullable FileTime modified, long size) {}

    private record Built(SSLContext context, List<X509Certificate> roots) {}

    private final Map<Key, Built> built = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Built> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * The trust that a configuration asks for.
     *
     * @param rootCert PEM file that replaces the usual roots, or null
     * @throws SQLException when the file cannot be used
     */
    public TlsTrust trust(@Nullable Path rootCert, boolean verifyHostname) throws SQLException {
        try {
            Built found = built(key(rootCert));
            return new TlsTrust(found.context(), found.roots(), verifyHostname);
        } catch (IOException | GeneralSecurityException unusable) {
            if (rootCert == null) {
                throw new IllegalStateException("the bundled roots cannot be read", unusable);
            }
            String why = unusable instanceof java.nio.file.NoSuchFileException
                    ? "it does not exist"
                    : Objects.requireNonNullElse(unusable.getMessage(), unusable.toString());
            throw SettingsFailures.rootsUnreadable(rootCert, why, unusable);
        }
    }

    private static Key key(@Nullable Path file) throws IOException {
        if (file == null) {
            return new Key(null, null, 0);
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Key(file.toAbsolutePath(), attributes.lastModifiedTime(), attributes.size());
    }

    private Built built(Key key) throws IOException, GeneralSecurityException {
        synchronized (built) {
            Built known = built.get(key);
            if (known == null) {
                known = build(key.file());
                built.put(key, known);
            }
            return known;
        }
    }

    private static Built build(@Nullable Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> roots = file == null ? TrustRoots.bundledAndPublic() : TrustRoots.ofFile(file);
        if (roots.isEmpty()) {
            throw new IOException("it holds no certificate");
        }
        return new Built(TrustRoots.contextOf(roots), roots);
    }
}
