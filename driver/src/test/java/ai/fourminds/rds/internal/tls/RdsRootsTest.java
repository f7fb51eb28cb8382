package ai.fourminds.rds.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the driver ships as the trust anchors of RDS: which they are, how long they last, which regions they cover. */
final class RdsRootsTest {
    private static final String SCRIPT = "driver/rds-roots.sh";
    private static final Duration NOTICE = Duration.ofDays(365);
    private static final Pattern NAME = Pattern.compile(
            "Amazon RDS ((?:Beta |Preview )?[a-z]{2}-[a-z]+-[0-9]) Root CA (RSA2048|RSA4096|ECC384) G1");

    /** Of every region the three roots of generation 1; of AWS's two test environments too. */
    private static final Set<String> COVERED = Set.of(
            "af-south-1",
            "ap-east-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ca-central-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "me-central-1",
            "me-south-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "Beta us-east-1",
            "Preview us-east-2");

    /** Regions whose roots the source does not carry: there, users fetch AWS's bundle or name it by {@code tlsRootCert}. */
    private static final Set<String> KNOWN_GAPS =
            Set.of("ap-southeast-5", "ap-southeast-7", "ca-west-1", "il-central-1", "mx-central-1");

    private static String text;
    private static List<X509Certificate> roots;

    @BeforeAll
    static void readsTheResource() throws IOException, GeneralSecurityException {
        try (var pem = RdsRootsTest.class.getResourceAsStream("rds-roots.pem")) {
            assertThat(pem).as("resource rds-roots.pem, made by %s", SCRIPT).isNotNull();
            text = new String(pem.readAllBytes(), StandardCharsets.US_ASCII);
        }
        try (var pem = RdsRootsTest.class.getResourceAsStream("rds-roots.pem")) {
            roots = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    static Stream<Arguments> eachRoot() {
        return roots.stream().map(root -> arguments(nameOf(root), root));
    }

    @Test
    void everyBlockOfTheFileIsACertificateAndNoneComesTwice() {
        assertThat(roots)
                .hasSize(text.split("-----BEGIN CERTIFICATE-----", -1).length - 1)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachRoot")
    void isASelfSignedCaOfRdsThatIsValidNow(String name, X509Certificate root) {
        assertThat(name).matches(NAME);
        assertThat(root.getSubjectX500Principal().getName()).contains("OU=Amazon RDS");
        assertThat(root.getBasicConstraints()).as("path length; -1 is no CA").isNotNegative();
        assertThat(root.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
        assertThatCode(() -> root.verify(root.getPublicKey())).doesNotThrowAnyException();
        assertThatCode(root::checkValidity).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachRoot")
    void doesNotExpireWithinAYear(String name, X509Certificate root) {
        assertThat(root.getNotAfter().toInstant())
                .as("%s expires soon; run %s with a newer source, then release", name, SCRIPT)
                .isAfter(Instant.now().plus(NOTICE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachRoot")
    void isAnnouncedByACommentWithNameExpiryAndFingerprint(String name, X509Certificate root)
            throws GeneralSecurityException {
        var expiry = root.getNotAfter().toInstant().toString().substring(0, 10);
        assertThat(text)
                .containsOnlyOnce("# %s, expires %s, SHA-256 %s\n-----BEGIN CERTIFICATE-----\n"
                        .formatted(name, expiry, fingerprintOf(root)));
    }

    @Test
    void areSortedByName() {
        assertThat(roots).extracting(RdsRootsTest::nameOf).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void coverTheseRegionsAndNoOther() {
        assertThat(regions())
                .as("regions covered; after a regeneration with %s, update this list and the known gaps", SCRIPT)
                .containsExactlyInAnyOrderElementsOf(COVERED);
        assertThat(regions()).as("known gaps").doesNotContainAnyElementsOf(KNOWN_GAPS);
    }

    @Test
    void haveThreeKeyTypesForEveryRegion() {
        var keyTypes = roots.stream()
                .collect(Collectors.groupingBy(
                        RdsRootsTest::regionOf, Collectors.mapping(RdsRootsTest::keyTypeOf, Collectors.toSet())));
        assertThat(keyTypes)
                .allSatisfy((region, types) ->
                        assertThat(types).as(region).containsExactlyInAnyOrder("RSA2048", "RSA4096", "ECC384"));
    }

    /** RDS Proxy and Aurora Serverless present certificates of these; the resource leaves them to the JVM. */
    @ParameterizedTest
    @MethodSource("publicAmazonRoots")
    void leaveThePublicAmazonRootsToTheJvm(String fingerprint) throws GeneralSecurityException {
        assertThat(fingerprintsOf(jvmTrust())).contains(fingerprint);
        assertThat(fingerprintsOf(roots)).doesNotContain(fingerprint);
    }

    static List<String> publicAmazonRoots() {
        return List.of(
                "8E:CD:E6:88:4F:3D:87:B1:12:5B:A3:1A:C3:FC:B1:3D:70:16:DE:7F:57:CC:90:4F:E1:CB:97:C6:AE:98:19:6E",
                "1B:A5:B2:AA:8C:65:40:1A:82:96:01:18:F8:0B:EC:4F:62:30:4D:83:CE:C4:71:3A:19:C3:9C:01:1E:A4:6D:B4",
                "18:CE:6C:FE:7B:F1:4E:60:B2:E3:47:B8:DF:E8:68:CB:31:D0:2E:BB:3A:DA:27:15:69:F5:03:43:B4:6D:B3:A4",
                "E3:5D:28:41:9E:D0:20:25:CF:A6:90:38:CD:62:39:62:45:8D:A5:C6:95:FB:DE:A3:C2:2B:0B:FB:25:89:70:92",
                "56:8D:69:05:A2:C8:87:08:A4:B3:02:51:90:ED:CF:ED:B1:97:4A:60:6A:13:C6:E5:29:0F:CB:2A:E6:3E:DA:B5");
    }

    private static Set<String> regions() {
        return roots.stream().map(RdsRootsTest::regionOf).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String regionOf(X509Certificate root) {
        return NAME.matcher(nameOf(root)).replaceFirst("$1");
    }

    private static String keyTypeOf(X509Certificate root) {
        return NAME.matcher(nameOf(root)).replaceFirst("$2");
    }

    private static String nameOf(X509Certificate root) {
        return Pattern.compile("(?:^|,)CN=([^,]+)")
                .matcher(root.getSubjectX500Principal().getName())
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.joining());
    }

    private static List<X509Certificate> jvmTrust() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .map(X509TrustManager.class::cast)
                .map(X509TrustManager::getAcceptedIssuers)
                .flatMap(Arrays::stream)
                .toList();
    }

    private static Set<String> fingerprintsOf(List<X509Certificate> certificates) throws GeneralSecurityException {
        var fingerprints = new TreeSet<String>();
        for (var certificate : certificates) {
            fingerprints.add(fingerprintOf(certificate));
        }
        return fingerprints;
    }

    private static String fingerprintOf(X509Certificate certificate) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }
}
