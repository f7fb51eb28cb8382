package ai.fourminds.rds.internal.tls;

import ai.fourminds.rds.plugin.TlsTrust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that records the verified chain and the time. For one connect; written by the connecting thread. */
public final class WitnessedTrust extends X509ExtendedTrustManager {

    private final X509ExtendedTrustManager judge;
    private final List<X509Certificate> roots;
    private volatile X509Certificate @Nullable [] chain;
    private volatile long verifiedAt;

    private WitnessedTrust(X509ExtendedTrustManager judge, List<X509Certificate> roots) {
        this.judge = judge;
        this.roots = roots;
    }

    /** Trusts the same servers as {@code trust}. */
    public static WitnessedTrust over(TlsTrust trust) {
        try {
            return new WitnessedTrust(TrustRoots.managerOf(trust.roots()), trust.roots());
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the recording trust, with its own context so that no earlier TLS session is resumed. */
    public TlsTrust trust(boolean verifyHostname) {
        try {
            return new TlsTrust(TrustRoots.contextOf(this), roots, verifyHostname);
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
