package ai.fourminds.rds.internal.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads trusted roots, and builds trust managers that trust exactly these. Stateless. */
final class TrustRoots {

    private static final String BUNDLE = "rds-roots.pem";

    private TrustRoots() {}

    /** Returns the JVM's roots: those of public authorities, unless {@code javax.net.ssl.trustStore} names others. */
    static List<X509Certificate> ofJvm() throws GeneralSecurityException {
        return List.of(manager(null).getAcceptedIssuers());
    }

    static List<X509Certificate> bundled() throws IOException, GeneralSecurityException {
        try (InputStream pem = TrustRoots.class.getResourceAsStream(BUNDLE)) {
            return read(Objects.requireNonNull(pem, BUNDLE));
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
