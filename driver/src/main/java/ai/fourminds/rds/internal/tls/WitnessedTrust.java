package ai.fourminds.rds.internal.tls;

import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Records the verified chain and the time; the JDK checks the host name. Written by the connecting thread. */
public final class WitnessedTrust implements X509TrustManager {

    private final X509TrustManager judge;
    private final List<X509Certificate> roots;
    private volatile X509Certificate @Nullable [] chain;
    private volatile long verifiedAt;

    /** Trusts the same servers as {@code trust}. */
    public WitnessedTrust(TlsTrust trust) {
        roots = trust.roots();
        try {
            judge = RootsFile.managerOf(roots);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the recording trust, with its own context so that no earlier TLS session is resumed. */
    public TlsTrust trust(boolean verifyHostname) {
        try {
            return new TlsTrust(RootsFile.contextOf(this), roots, verifyHostname);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the chain, the server's own certificate first; empty until a chain is verified. */
    public Optional<X509Certificate[]> chain() {
        return Optional.ofNullable(chain);
    }

    /** Returns the {@link System#nanoTime} of the verification. */
    public long verifiedAt() {
        return verifiedAt;
    }

    /** Returns the root in which the chain ends. */
    public Optional<X509Certificate> root() {
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

    @Override
    public void checkServerTrusted(X509Certificate[] given, String authType) throws CertificateException {
        judge.checkServerTrusted(given, authType);
        verifiedAt = System.nanoTime();
        chain = given.clone();
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
