package ai.fourminds.rds.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.plugin.TlsTrust;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustStoreTest {

    private static final Deadline SOON = Deadline.in(Duration.ofMinutes(10));

    @TempDir
    private Path folder;

    private TrustStore store;

    @BeforeEach
    void open() {
        store = new TrustStore(new RootsFile(folder.resolve("configuration")));
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** A file of a network file system that does not answer. */
    private static Path hanging(CountDownLatch released) {
        return (Path) Proxy.newProxyInstance(
                TrustStoreTest.class.getClassLoader(), new Class<?>[] {Path.class}, (path, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        released.await();
                    }
                    return switch (method.getName()) {
                        case "toString" -> "hanging.pem";
                        case "hashCode" -> 1;
                        case "equals" -> path == arguments[0];
                        default -> throw new IllegalStateException("released");
                    };
                });
    }

    @Test
    void aFileThatHangsEndsAtTheDeadlineAndHoldsNobodyElseUp() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try {
            Path hanging = hanging(released);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.trust(hanging, true, Deadline.in(Duration.ofMillis(100))))
                        .isInstanceOf(RdsFailure.class)
                        .hasMessageContainingAll("not read within 100 ms", "hanging.pem", "connectTimeout");
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("fourminds-rds-call"))
                    .hasSize(1);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.trust(hanging, true, SOON)).hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.trust(null, true, SOON).roots()).isNotEmpty();
        } finally {
            released.countDown();
        }
    }

    @Test
    void readsNoPipeAndNoDeviceAndNoFolder() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (Path endless : List.of(pipe, Path.of("/dev/zero"), folder)) {
            assertThatThrownBy(() -> store.trust(endless, true, SOON))
                    .hasMessageContainingAll(endless.toString(), "it is no regular file");
        }
    }

    @Test
    void trustsTheBundledRootsAndTheJvms() throws Exception {
        List<X509Certificate> roots = store.trust(null, true, SOON).roots();
        List<X509Certificate> bundled = RootsFile.bundled();
        assertThat(bundled).hasSizeGreaterThan(80);
        assertThat(roots).containsAll(bundled).hasSizeGreaterThan(bundled.size() + 50);
    }

    @Test
    void theBundleIsReadToItsEnd() throws Exception {
        try (InputStream pem = RootsFile.class.getResourceAsStream("rds-roots.pem")) {
            String text = new String(pem.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(RootsFile.bundled()).hasSize(text.split("BEGIN CERTIFICATE", -1).length - 1);
        }
    }

    @Test
    void aFileReplacesThemAll() throws Exception {
        X509Certificate only = RootsFile.bundled().get(0);
        Path file = Files.writeString(folder.resolve("ca.pem"), "a comment\n" + pem(only));
        TlsTrust trust = store.trust(file, false, SOON);
        assertThat(trust.roots()).containsExactly(only);
        assertThat(trust.verifyHostname()).isFalse();
    }

    /** Anybody can have a certificate of a public authority, so that without the host name it proves nothing. */
    @Test
    void withoutTheHostNameTheJvmsRootsAreNotTrusted() throws Exception {
        assertThat(store.trust(null, false, SOON).roots()).containsExactlyElementsOf(RootsFile.bundled());
        assertThat(store.trust(null, false, SOON).verifyHostname()).isFalse();
    }

    @Test
    void theSameRootsShareOneContext() throws Exception {
        assertThat(store.trust(null, true, SOON).context())
                .isSameAs(store.trust(null, true, SOON).context());
    }

    @ParameterizedTest
    @CsvSource({"rw-rw-r--,root", "rw-r--rw-,root", "rw-r--r--,nobody"})
    void newerRootsThatAnotherUserMayHaveWrittenAreNotTrusted(String modes, String owner) throws Exception {
        Path file = Files.createDirectories(folder.resolve("configuration")).resolve("rds-roots.pem");
        Files.writeString(file, pem(RootsFile.bundled().get(0)));
        assertThat(store.trust(null, false, SOON).roots()).hasSize(1);
        assumeTrue(
                owner.equals("root") || Files.getOwner(file).getName().equals("root"),
                "only root can give a file away");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(modes));
        if (!owner.equals("root")) {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        }
        for (boolean verifyHostname : new boolean[] {true, false}) {
            assertThatThrownBy(() -> store.trust(null, verifyHostname, SOON))
                    .isInstanceOf(RdsFailure.class)
                    .hasMessageContainingAll("are not trusted", file.toString(), "ch");
        }
        assertThatThrownBy(() -> new RootsFile(folder.resolve("configuration")).roots())
                .hasMessageContaining("are not trusted");
    }

    /** In a JVM of its own, since a JVM reads its trust store once. */
    @Test
    void aTrustStoreOfTheJvmThatCannotBeReadIsNamed() throws Exception {
        Path keys = folder.resolve("keys");
        try (OutputStream out = Files.newOutputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", RootsFile.bundled().get(0));
            store.store(out, "right".toCharArray());
        }
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djavax.net.ssl.trustStore=" + keys,
                        "-Djavax.net.ssl.trustStorePassword=wrong",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrustStoreTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .contains(
                        "SQL: The JVM's trust store cannot be read.",
                        keys.toString(),
                        "tlsRootCert",
                        "keystore password was incorrect")
                .contains("verify-ca: trusted");
    }

    /** The other JVM's program. */
    public static void main(String... folder) throws Exception {
        TrustStore store = new TrustStore(new RootsFile(Path.of(folder[0]).resolve("configuration")));
        try {
            store.trust(null, true, SOON);
        } catch (SQLException failure) {
            System.out.println("SQL: " + failure.getMessage());
        }
        store.trust(null, false, SOON);
        System.out.println("verify-ca: trusted");
    }

    @Test
    void aReplacedFileIsReadAgain() throws Exception {
        List<X509Certificate> bundled = RootsFile.bundled();
        Path file = Files.writeString(folder.resolve("ca.pem"), pem(bundled.get(0)));
        store.trust(file, true, SOON);
        Files.writeString(file, pem(bundled.get(0)) + pem(bundled.get(1)));
        assertThat(store.trust(file, true, SOON).roots()).hasSize(2);
    }

    @Test
    void anUnusableFileIsNamedWithTheReason() throws Exception {
        Path missing = folder.resolve("missing %s.pem");
        assertThatThrownBy(() -> store.trust(missing, true, SOON))
                .hasMessageContainingAll("tlsRootCert", missing.toString(), "does not exist");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> store.trust(empty, true, SOON))
                .hasMessageContainingAll(empty.toString(), "no certificate");
        Path garbage = Files.writeString(
                folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> store.trust(garbage, true, SOON)).hasMessageContaining(garbage.toString());
    }

    @Test
    void theUsersNewerRootsReplaceTheBundleAndNotTheJvms() throws Exception {
        List<X509Certificate> bundled = RootsFile.bundled();
        StringBuilder fewer = new StringBuilder();
        for (X509Certificate root : bundled.subList(0, 60)) {
            fewer.append(pem(root));
        }
        new RootsFile(folder.resolve("configuration"))
                .replace(fewer.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(store.trust(null, true, SOON).roots())
                .containsAll(bundled.subList(0, 60))
                .doesNotContain(bundled.get(61))
                .hasSizeGreaterThan(100);
    }

    /** China, GovCloud and single regions have bundles of their own. */
    @Test
    void aSmallerBundleReplacesTheRootsOfItsRegionsAlone() throws Exception {
        List<X509Certificate> bundled = RootsFile.bundled();
        List<X509Certificate> ireland = bundled.stream()
                .filter(root -> root.getSubjectX500Principal().getName().contains("eu-west-1"))
                .toList();
        assertThat(ireland).hasSizeGreaterThan(1);
        RootsFile file = new RootsFile(folder.resolve("configuration"));
        file.replace(pem(ireland.get(0)).getBytes(StandardCharsets.UTF_8));
        assertThat(file.roots())
                .contains(ireland.get(0))
                .doesNotContainAnyElementsOf(ireland.subList(1, ireland.size()))
                .hasSize(bundled.size() - ireland.size() + 1);
        assertThat(RootsFile.covers(file.roots(), "us-east-1")).isTrue();
    }

    @Test
    void whatIsNoBundleIsNotTaken() throws Exception {
        RootsFile file = new RootsFile(folder.resolve("configuration"));
        String few = pem(RootsFile.bundled().get(0));
        String foreign = pem(RootsFile.ofJvm().get(0));
        for (String text : List.of("", "<html>not found</html>", foreign, few + foreign, few.substring(0, 200))) {
            assertThatThrownBy(() -> file.replace(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .hasMessageContainingAll("not taken as RDS roots", "Nothing was changed");
            assertThat(file.path()).isEmpty();
        }
    }

    @Test
    void aDamagedFileOfTheUsersIsNamedWithTheRemedy() throws Exception {
        Files.createDirectories(folder.resolve("configuration"));
        Path file =
                Files.writeString(folder.resolve("configuration/rds-roots.pem"), "-----BEGIN CERTIFICATE-----\nAA\n");
        assertThatThrownBy(() -> store.trust(null, true, SOON))
                .hasMessageContainingAll(file.toString(), "fourminds-rds certs update");
    }

    @Test
    void knowsWhichRegionsItCovers() throws Exception {
        List<X509Certificate> roots = RootsFile.bundled();
        assertThat(RootsFile.covers(roots, "us-east-1")).isTrue();
        assertThat(RootsFile.covers(roots, "il-central-1")).isFalse();
    }
}
