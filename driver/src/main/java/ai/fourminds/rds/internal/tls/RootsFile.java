package ai.fourminds.rds.internal.tls;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.saved.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The built-in RDS roots, the user's own newer ones in the configuration folder, which win, and trust in exactly given
 * roots. Thread-safe.
 */
public final class RootsFile {

    private static final String NAME = "rds-roots.pem";
    // AWS's global bundle has had more than eighty roots for years; a region's or another partition's is smaller.
    private static final int GLOBAL = 50;
    private static final Pattern RDS_ROOT = Pattern.compile("CN=Amazon RDS (.+?) (?:Root|Beta|Preview)[^,]*");

    private final Path file;

    /** Creates access to the file in a folder; neither need exist. */
    public RootsFile(Path folder) {
        this.file = folder.resolve(NAME);
    }

    /** Returns whether one of the roots belongs to a region. */
    public static boolean covers(List<X509Certificate> roots, String region) {
        String name = "CN=Amazon RDS " + region + " Root CA";
        return roots.stream()
                .anyMatch(root -> root.getSubjectX500Principal().getName().contains(name));
    }

    public Optional<Path> path() {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** @throws SQLException if another user could have written the file */
    Optional<Path> trusted() throws SQLException {
        Optional<Path> found = path();
        if (found.isPresent()) {
            try {
                PrivateFiles.refuseWritable(file);
            } catch (IOException unreadable) {
                throw SettingsFailures.updatedRootsUnreadable(file, String.valueOf(unreadable), unreadable);
            }
        }
        return found;
    }

    /** Returns the roots in force: the file's, else the built-in ones. */
    public List<X509Certificate> roots() throws SQLException {
        Optional<Path> found = trusted();
        try {
            return found.isPresent() ? ofFile(found.get()) : bundled();
        } catch (IOException | GeneralSecurityException unusable) {
            throw SettingsFailures.updatedRootsUnreadable(file, String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /**
     * Replaces the file atomically. A bundle of a region or another partition replaces only the roots of its regions.
     *
     * @throws SQLException if it is not an AWS bundle; nothing is changed then
     */
    public Path replace(byte[] bundle) throws SQLException {
        byte[] pem = merged(bundle, checked(bundle));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFiles.replace(file, pem);
            return file;
        } catch (IOException unwritable) {
            throw SettingsFailures.updatedRootsUnreadable(file, "it cannot be written: " + unwritable, unwritable);
        }
    }

    private byte[] merged(byte[] bundle, List<X509Certificate> fresh) throws SQLException {
        if (fresh.size() >= GLOBAL) {
            return bundle;
        }
        Set<String> regions = fresh.stream().map(RootsFile::region).collect(Collectors.toSet());
        StringBuilder others = new StringBuilder("\n");
        try {
            for (X509Certificate root : roots()) {
                if (!regions.contains(region(root))) {
                    others.append("-----BEGIN CERTIFICATE-----\n")
                            .append(Base64.getMimeEncoder().encodeToString(root.getEncoded()))
                            .append("\n-----END CERTIFICATE-----\n");
                }
            }
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
        return (new String(bundle, StandardCharsets.UTF_8) + others).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the region in the name of an RDS root; empty for any other certificate. */
    private static String region(X509Certificate root) {
        Matcher name = RDS_ROOT.matcher(root.getSubjectX500Principal().getName());
        return name.find() ? name.group(1) : "";
    }

    private static List<X509Certificate> checked(byte[] pem) throws SQLException {
        List<X509Certificate> roots;
        try {
            roots = read(new ByteArrayInputStream(pem));
        } catch (GeneralSecurityException malformed) {
            throw SettingsFailures.rootsRefused("They cannot be read as PEM: " + malformed.getMessage(), malformed);
        }
        if (roots.size() < GLOBAL
                && (roots.isEmpty()
                        || roots.stream().anyMatch(root -> region(root).isEmpty()))) {
            throw SettingsFailures.rootsRefused(
                    "There are " + roots.size()
                            + ", and not all of them are roots of RDS; AWS's global bundle has more than " + GLOBAL,
                    null);
        }
        for (X509Certificate root : roots) {
            if (root.getBasicConstraints() < 0) {
                throw SettingsFailures.rootsRefused(
                        "'" + root.getSubjectX500Principal().getName() + "' is no certification authority", null);
            }
        }
        return roots;
    }

    /** Returns the JVM's roots: those of public authorities, unless {@code javax.net.ssl.trustStore} names others. */
    static List<X509Certificate> ofJvm() throws GeneralSecurityException {
        return List.of(manager(null).getAcceptedIssuers());
    }

    static List<X509Certificate> bundled() throws IOException, GeneralSecurityException {
        try (InputStream pem = RootsFile.class.getResourceAsStream(NAME)) {
            return read(Objects.requireNonNull(pem, NAME));
        }
    }

    static List<X509Certificate> ofFile(Path file) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return read(pem);
        }
    }

    /** Reads the certificates of a PEM stream; comments between them are allowed. */
    static List<X509Certificate> read(InputStream pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    static SSLContext contextOf(TrustManager manager) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {manager}, null);
        return context;
    }

    /** Returns a trust manager that trusts exactly these roots. */
    static X509ExtendedTrustManager managerOf(List<X509Certificate> roots)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int index = 0;
        for (X509Certificate root : roots) {
            store.setCertificateEntry("root-" + index++, root);
        }
        return manager(store);
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("the JVM has no X.509 trust manager"));
    }
}
