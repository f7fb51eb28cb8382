package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Failures before the first network call: the URL, the settings and the files that they name. Stateless. */
public final class SettingsFailures {

    // More than a user corrects at once; a stranger's URL may have any length.
    private static final int MAX_FAULTS = 50;

    private SettingsFailures() {}

    public static SQLException invalid(List<String> faults) {
        String headline = faults.size() == 1
                ? "The connection settings have a fault:"
                : "The connection settings have " + faults.size() + " faults:";
        String more = faults.size() > MAX_FAULTS ? "; and " + (faults.size() - MAX_FAULTS) + " more" : "";
        return DiagnosedException.of(
                FailureCode.SETTINGS_INVALID,
                headline,
                DiagnosedException.sentence(faults.stream().limit(MAX_FAULTS).collect(Collectors.joining("; ")) + more),
                "Correct the URL, the properties, the options or the FOURMINDS_RDS_* environment, and try again.");
    }

    /** Throws the faults, if there are any, each as {@code setting: what is wrong and what to write instead}. */
    public static void throwIfAny(List<String> faults) throws SQLException {
        if (!faults.isEmpty()) {
            throw invalid(faults);
        }
    }

    public static SQLException regionUnknown(@Nullable Throwable cause) {
        return regionUnknown("", "", cause);
    }

    /** No region is set, and the profile that may name it cannot be used. */
    public static SQLException regionOfProfile(CredentialsException profile) {
        return regionUnknown("No setting names it, and " + profile.what(), profile.remedy() + " Or: ", profile);
    }

    private static SQLException regionUnknown(String detail, String remedy, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.REGION_UNKNOWN,
                "The AWS region of the instance is not known.",
                detail,
                remedy
                        + "Set region=<region> (such as us-east-1) in the URL, --region on the command line, AWS_REGION in the"
                        + " environment, or region in the profile; or name the instance by its ARN or endpoint.",
                cause);
    }

    public static SQLException rootsUnreadable(Path file, String why, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The root certificates of tlsRootCert cannot be used.",
                "File " + file + ": " + why + ".",
                "Give a PEM file with at least one certificate, or leave tlsRootCert out to trust the bundled RDS roots.",
                cause);
    }

    /** {@code file} is {@code tlsRootCert}, or null for the default roots. */
    public static SQLException rootsLate(@Nullable Path file, Duration limit) {
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The root certificates were not read within " + limit.toMillis() + " ms.",
                file == null
                        ? "They are those of the folder FOURMINDS_RDS_HOME, else of the home folder, and the JVM's trust store."
                        : "File " + file + ".",
                "Check that the file system answers; connectTimeout allows more time.");
    }

    public static SQLException updatedRootsUnreadable(Path file, String why, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The updated RDS root certificates cannot be used.",
                "File " + file + ": " + why + ".",
                "Fetch them again (fourminds-rds certs update), or remove the file to trust the roots that come with the"
                        + " driver.",
                cause);
    }

    /** Another user could have written the user's own newer RDS roots. */
    public static SQLException updatedRootsExposed(Path file, String why, String remedy) {
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The updated RDS root certificates are not trusted.",
                "File " + file + ": " + why + ".",
                remedy);
    }

    public static SQLException jvmRootsUnreadable(Throwable cause) {
        String file = System.getProperty("javax.net.ssl.trustStore", "");
        // The outer exception only says that there was one; its cause names the fault in the file.
        Throwable reason = cause.getCause() == null ? cause : cause.getCause();
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The JVM's trust store cannot be read.",
                (file.isEmpty() ? "It is the JVM's own" : "-Djavax.net.ssl.trustStore names " + file) + ": "
                        + DiagnosedException.sentence(
                                reason.getMessage() == null ? reason.toString() : reason.getMessage()),
                "Correct javax.net.ssl.trustStore, trustStorePassword and trustStoreType; or set tlsRootCert to a PEM file that"
                        + " replaces the JVM's roots.",
                cause);
    }

    /** The file given as new RDS roots contains none, or too few. */
    public static SQLException rootsRefused(String why, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.TLS_ROOTS_UNREADABLE,
                "The certificates are not taken as RDS roots.",
                why + ".",
                "Nothing was changed. Use AWS's global-bundle.pem.",
                cause);
    }

    /** The URL or {@code instanceEngine} names another engine than the instance's. */
    public static SQLException engineMismatch(String instance, String named, String actual) {
        return DiagnosedException.of(
                FailureCode.ENGINE_MISMATCH,
                "[" + instance + "] The URL names the engine '" + named + "', but the instance's engine is '" + actual
                        + "'.",
                "",
                "Name the instance's own engine in the URL, or use the short form without an engine.");
    }

    /** No plugin serves the URL's engine; {@code shortUrl} is the URL without it. */
    public static SQLException pluginMissing(
            String engine, String shortUrl, Collection<String> known, Collection<String> broken) {
        return DiagnosedException.of(
                FailureCode.PLUGIN_MISSING,
                "No plugin for the engine '" + engine + "' is on the class path.",
                (known.isEmpty() ? "None is there at all." : "There are: " + String.join(", ", known) + ".")
                        + broken(broken),
                (known.isEmpty() ? "Add" : "Name one of these, or leave the engine out: " + shortUrl + "; or add")
                        + " the engine's jar (fourminds-rds-postgresql, fourminds-rds-mysql, fourminds-rds-mariadb, or that of"
                        + " an engine of your own), or use the bundle, which holds these three.");
    }

    /** Returns a sentence for each plugin on the class path that cannot be loaded. */
    static String broken(Collection<String> reasons) {
        return reasons.stream()
                .map(why -> " One cannot be loaded: " + DiagnosedException.sentence(why))
                .collect(Collectors.joining());
    }

    /** The plugin is on the class path, but its native driver is not. */
    public static SQLException nativeDriverMissing(String engine, LinkageError cause) {
        return DiagnosedException.of(
                FailureCode.PLUGIN_MISSING,
                "The native driver of the engine '" + engine + "' is not on the class path.",
                "Missing: " + cause.getMessage() + ".",
                "Add it beside the plugin jar, or use the bundle, which holds it.",
                cause);
    }

    /** The class path has the native driver in a version that the plugin cannot use. */
    public static SQLException nativeDriverOther(String engine, Collection<String> places, LinkageError cause) {
        return DiagnosedException.of(
                FailureCode.PLUGIN_MISSING,
                "The native driver of the engine '" + engine + "' on the class path is not the version that is needed.",
                (places.isEmpty() ? "" : "Found " + String.join(", ", places) + ". ") + "It fails with: "
                        + cause.getMessage() + ".",
                "Put a newer one in its place (in Spring Boot by the property of its version, such as mariadb.version), or remove"
                        + " it, or put it behind the fourminds-rds jar.",
                cause);
    }

    public static SQLException savedUnknown(String name, Collection<String> names) {
        return DiagnosedException.of(
                FailureCode.SAVED_CONNECTION_UNKNOWN,
                "There is no saved connection '" + name + "'.",
                names.isEmpty() ? "None is saved." : "There are: " + String.join(", ", names) + ".",
                "Save it: fourminds-rds connection save " + AwsCommands.word(name) + " --region <region> ...");
    }

    public static SQLException savedLate(Path file, Duration limit) {
        return savedUnreadable(
                file,
                "it was not read within " + limit.toMillis() + " ms",
                "Check that the file system answers, or set FOURMINDS_RDS_HOME to another folder; connectTimeout allows"
                        + " more time.",
                null);
    }

    /** The saved connections, or their key, cannot be used. Nothing has been changed. */
    public static SQLException savedUnreadable(Path file, String why, String remedy, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.SAVED_CONNECTIONS_UNREADABLE,
                "The saved connections cannot be used.",
                "File " + file + ": " + why + ".",
                remedy,
                cause);
    }
}
