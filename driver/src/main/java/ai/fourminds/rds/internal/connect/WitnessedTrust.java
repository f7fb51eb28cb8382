package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.plugin.TlsTrust;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trust that remembers the chain which passed it, and when. For one connect; written by the connecting thread. */
final class WitnessedTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private final List<X509Certificate> roots;
    private volatile X509Certificate @Nullable [] chain;
    private volatile long verifiedAt;

    private WitnessedTrust(X509ExtendedTrustManager judge, List<X509Certificate> roots) {
        this.judge = judge;
        this.roots = roots;
    }

    static WitnessedTrust over(TlsTrust trust) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int index = 0;
            for (X509Certificate root : trust.roots()) {
                store.setCertificateEntry("root-" + index++, root);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return new WitnessedTrust(extended, trust.roots());
                }
            }
            throw new IllegalStateException("the JVM has no X.509 trust manager");
        } catch (GeneralSecurityException | java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same trust, witnessed; a context of its own, so that no earlier session is resumed. */
    TlsTrust trust(boolean verifyHostname) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return new TlsTrust(context, roots, verifyHostname);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The server's own certificate first; empty until a chain has passed. */
    Optional<X509Certificate[]> chain() {
        return Optional.ofNullable(chain);
    }

    /** {@link System#nanoTime} of the verification. */
    long verifiedAt() {
        return verifiedAt;
    }

    /** The root that the chain ends in. */
    Optional<X509Certificate> root() {
        X509Certificate[] verified = chain;
        if (verified == null) {
            return Optional.empty();
        }
        X509Certificate last = verified[verified.length - 1];
        return roots.stream()
                .filter(root ->
                        root.equals(last) || root.getSubjectX500Principal().equals(last.getIssuerX500Principal()))
                .findFirst();
    }

    private void witness(X509Certificate[] verified) {
        verifiedAt = System.nanoTime();
        chain = verified.clone();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] given, String authType, Socket socket)
            throws CertificateException {
        judge.checkServerTrusted(given, authType, socket);
        witness(given);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] given, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(given, authType, engine);
        witness(given);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] given, String authType) throws CertificateException {
        judge.checkServerTrusted(given, authType);
        witness(given);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] given, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(given, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] given, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(given, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] given, String authType) throws CertificateException {
        judge.checkClientTrusted(given, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
