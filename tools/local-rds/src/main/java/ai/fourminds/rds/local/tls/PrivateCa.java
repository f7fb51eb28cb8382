package ai.fourminds.rds.local.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for the local RDS's lifetime; its key never leaves memory. Thread-safe. */
public final class PrivateCa {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LIFETIME = Duration.ofDays(90);

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private PrivateCa(String commonName) throws GeneralSecurityException, IOException {
        name = commonName(commonName);
        keys = newKeys();
        var builder = certificateFor(name, keys.getPublic(), Instant.now().plus(LIFETIME))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        certificate = sign(builder);
    }

    public static PrivateCa create() {
        return create("Fourminds local RDS Root CA");
    }

    /** Creates an authority named {@code commonName}. */
    public static PrivateCa create(String commonName) {
        try {
            return new PrivateCa(commonName);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make the private certificate authority", e);
        }
    }

    public String certificatePem() {
        try {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot encode the root certificate", e);
        }
    }

    /** Returns a TLS server context with a new certificate for {@code dnsNames}. */
    public SSLContext serverContext(String... dnsNames) {
        // The machine's time, not the local RDS's clock: TLS clients use theirs.
        return serverContext(Instant.now().plus(LIFETIME), dnsNames);
    }

    /** Returns a TLS server context whose certificate expired an hour ago. */
    public SSLContext expiredServerContext(String dnsName) {
        return serverContext(Instant.now().minus(Duration.ofHours(1)), dnsName);
    }

    private SSLContext serverContext(Instant until, String... dnsNames) {
        try {
            KeyPair serverKeys = newKeys();
            X509Certificate server = serverCertificate(serverKeys.getPublic(), until, dnsNames);
            return context(serverKeys.getPrivate(), server, certificate);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot make a certificate for " + dnsNames[0], e);
        }
    }

    private X509Certificate serverCertificate(PublicKey key, Instant until, String... dnsNames)
            throws GeneralSecurityException, CertIOException {
        var names = new GeneralNames(Stream.of(dnsNames)
                .map(dnsName -> new GeneralName(GeneralName.dNSName, dnsName))
                .toArray(GeneralName[]::new));
        String dnsName = dnsNames[0];
        // A common name has at most 64 characters; clients check the alternative names.
        var subject = commonName(dnsName.length() > 64 ? dnsName.substring(0, 64) : dnsName);
        return sign(certificateFor(subject, key, until)
                .addExtension(Extension.subjectAlternativeName, false, names)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)));
    }

    private X509v3CertificateBuilder certificateFor(X500Name subject, PublicKey key, Instant until) {
        var serial = new BigInteger(120, RANDOM).setBit(120);
        var from = Date.from(Instant.now().minus(Duration.ofDays(1)));
        return new JcaX509v3CertificateBuilder(name, serial, from, Date.from(until), subject, key);
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static SSLContext context(PrivateKey key, Certificate... chain)
            throws GeneralSecurityException, IOException {
        char[] noPassword = new char[0];
        // Never leaves memory. PKCS12 would derive a key in ten thousand rounds from a password that does not exist.
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setKeyEntry("server", key, noPassword, chain);
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(store, noPassword);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), null, RANDOM);
        return context;
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
        return generator.generateKeyPair();
    }

    private static X500Name commonName(String text) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
    }
}
