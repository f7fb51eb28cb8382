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
 * The root certificates of RDS that the driver trusts: its own, or newer ones that the user has put in the configuration
 * folder. Thread-safe.
 */
public final class RdsRoots {

    private final RootsFile file;

    private RdsRoots(Map<String, String> environment) {
        this.file = new RootsFile(ConfigurationFolder.of(environment));
    }

    /** Those of the user who runs this JVM. */
    public static RdsRoots ofUser() {
        return new RdsRoots(System.getenv());
    }

    /** The user's newer roots, if there are any; else the driver's own are in force. */
    public Optional<Path> updatedFile() {
        return file.path();
    }

    /** The roots in force. */
    public List<X509Certificate> certificates() throws SQLException {
        return file.roots();
    }

    /**
     * Takes newer roots, which every later connect trusts in place of the driver's own.
     *
     * @param pem AWS's {@code global-bundle.pem}
     * @return the file written
     * @throws SQLException when it is not that; nothing is changed then
     */
    public Path update(byte[] pem) throws SQLException {
        return file.replace(pem);
    }
}
