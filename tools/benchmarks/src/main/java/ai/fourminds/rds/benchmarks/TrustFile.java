package ai.fourminds.rds.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.SQLException;

/** Converts a PEM root for Connector/J. Stateless. */
final class TrustFile {

    /** The format requires a password, although a root certificate is not secret. */
    static final String PASSWORD = "public";

    private TrustFile() {}

    /** Returns a PKCS #12 file that is deleted when the JVM ends. */
    static Path pkcs12(Path pem) throws SQLException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
            Path file = Files.createTempFile("root-", ".p12");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD.toCharArray());
            }
            return file;
        } catch (IOException | GeneralSecurityException failure) {
            throw new SQLException("no trust store", failure);
        }
    }
}
