package ai.fourminds.rds;

import ai.fourminds.rds.internal.saved.ConfigurationFolder;
import ai.fourminds.rds.internal.tls.RootsFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The RDS root certificates that the driver trusts: the built-in ones, or newer ones that the user has installed in the
 * configuration folder. Thread-safe.
 */
public final class RdsRoots {

    private final RootsFile file;

    private RdsRoots(Map<String, String> environment) {
        this.file = new RootsFile(ConfigurationFolder.of(environment));
    }

    /** Returns the roots of the user who runs this JVM. */
    public static RdsRoots ofUser() {
        return new RdsRoots(System.getenv());
    }

    /** Returns the file of newer roots if the user has installed one; empty while the built-in roots are in force. */
    public Optional<Path> updatedFile() {
        return file.path();
    }

    /** The roots in force. */
    public List<X509Certificate> certificates() throws SQLException {
        return file.roots();
    }

    /**
     * Installs newer roots, which every later connect trusts instead of the built-in ones.
     *
     * @param pem AWS's {@code global-bundle.pem}
     * @return the file written
     * @throws SQLException if {@code pem} is not such a bundle; nothing is changed then
     */
    public Path update(byte[] pem) throws SQLException {
        return file.replace(pem);
    }
}
