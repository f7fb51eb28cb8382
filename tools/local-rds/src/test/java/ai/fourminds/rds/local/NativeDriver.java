package ai.fourminds.rds.local;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** The drivers that people use with MySQL and MariaDB, each as strict about TLS as it can be. Thread-safe. */
enum NativeDriver {
    CONNECTOR_J {
        @Override
        Properties verified(LocalRds rds) {
            Properties properties = new Properties();
            properties.setProperty("sslMode", "VERIFY_IDENTITY");
            properties.setProperty(
                    "trustCertificateKeyStoreUrl", trustStore(rds).toUri().toString());
            properties.setProperty("trustCertificateKeyStoreType", "PKCS12");
            properties.setProperty("trustCertificateKeyStorePassword", "changeit");
            return properties;
        }

        @Override
        Properties plaintext() {
            Properties properties = new Properties();
            properties.setProperty("sslMode", "DISABLED");
            return properties;
        }

        @Override
        Connection throughTunnel(LocalRds rds, LocalInstance instance, String user, String password)
                throws SQLException {
            TUNNEL.set(instance.listenPort());
            Properties properties = verified(rds);
            properties.setProperty("socketFactory", Tunnel.class.getName());
            return connect(properties, instance.host(), instance.port(), "shop", user, password);
        }

        @Override
        String url(String host, int port, String database) {
            String path = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
            return "jdbc:mysql://" + host + ":" + port + "/" + path;
        }
    },

    MARIADB_CONNECTOR {
        @Override
        Properties verified(LocalRds rds) {
            Properties properties = new Properties();
            properties.setProperty("sslMode", "verify-full");
            properties.setProperty("serverSslCert", rds.rootCertificate().toString());
            return properties;
        }

        @Override
        Properties plaintext() {
            Properties properties = new Properties();
            properties.setProperty("sslMode", "disable");
            return properties;
        }

        /** This driver resolves the host's name whatever its socket factory is, so it cannot verify another one. */
        @Override
        Connection throughTunnel(LocalRds rds, LocalInstance instance, String user, String password)
                throws SQLException {
            Properties properties = verified(rds);
            properties.setProperty("sslMode", "verify-ca");
            return connect(properties, "localhost", instance.listenPort(), "shop", user, password);
        }

        @Override
        String url(String host, int port, String database) {
            return "jdbc:mariadb://" + host + ":" + port + "/" + database;
        }
    };

    private static final AtomicInteger TUNNEL = new AtomicInteger();

    abstract Properties verified(LocalRds rds);

    abstract Properties plaintext();

    /** Connects to an instance that is announced under a name and a port that lead nowhere. */
    abstract Connection throughTunnel(LocalRds rds, LocalInstance instance, String user, String password)
            throws SQLException;

    /** A database's name stands in the URL as the driver wants it. */
    abstract String url(String host, int port, String database);

    Connection connect(Properties properties, String host, int port, String database, String user, String password)
            throws SQLException {
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection(url(host, port, database), properties);
    }

    private static Path trustStore(LocalRds rds) {
        Path file = rds.rootCertificate().resolveSibling("trust.p12");
        try (InputStream pem = Files.newInputStream(rds.rootCertificate())) {
            KeyStore roots = KeyStore.getInstance("PKCS12");
            roots.load(null, null);
            roots.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            try (OutputStream out = Files.newOutputStream(file)) {
                roots.store(out, "changeit".toCharArray());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What ssh -L does: whatever address is asked for, the connection goes to a port of loopback. */
    public static final class Tunnel extends StandardSocketFactory {
        @Override
        public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
                throws IOException {
            return super.connect("127.0.0.1", TUNNEL.get(), properties, loginTimeout);
        }
    }
}
