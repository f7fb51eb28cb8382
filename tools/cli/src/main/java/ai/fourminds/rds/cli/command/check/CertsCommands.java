package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsRoots;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.failure.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The commands of the group {@code certs}. Stateless. */
public final class CertsCommands {
    private CertsCommands() {}

    /** {@code certs show}: lists the RDS root certificates in use. For one thread. */
    @CommandLine.Command
    public static final class Show implements Command.WithoutSettings {
        private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,]+)");
        private static final Listing<X509Certificate> ROOTS = Listing.<X509Certificate>empty()
                .field("name", Show::name)
                .field("expires", root -> root.getNotAfter().toInstant().toString())
                .field("sha256", Show::fingerprint)
                .column("ROOT", Show::name)
                .column(
                        "EXPIRES",
                        root -> root.getNotAfter().toInstant().toString().substring(0, 10));

        @Override
        public ExitCode run(Session session) throws SQLException, IOException {
            RdsRoots roots = RdsRoots.ofUser();
            List<X509Certificate> sorted = roots.certificates().stream()
                    .sorted(Comparator.comparing(Show::name))
                    .toList();
            ROOTS.print(sorted, session.format(), session.console());
            if (session.format() == Format.TABLE) {
                String source = roots.updatedFile().map(file -> "from " + file).orElse("as they come with the driver");
                session.console()
                        .say(sorted.size() + " RDS roots, " + source + "; the JVM's public roots are trusted too.");
            }
            return ExitCode.OK;
        }

        private static String name(X509Certificate root) {
            Matcher name = COMMON_NAME.matcher(root.getSubjectX500Principal().getName());
            return name.find() ? name.group(1) : root.getSubjectX500Principal().getName();
        }

        private static String fingerprint(X509Certificate root) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(root.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** {@code certs update}: downloads AWS's current bundle into the configuration folder. For one thread. */
    @CommandLine.Command
    public static final class Update implements Command.WithoutSettings {
        // RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance": the bundle for all commercial
        // regions.
        private static final String BUNDLE = "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";
        private static final int LARGEST = 4 << 20;
        private static final Duration LIMIT = Duration.ofSeconds(30);

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where to fetch from; https only. Default: AWS's own.")
        private String url = BUNDLE;

        @Override
        public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
            RdsRoots roots = RdsRoots.ofUser();
            int before = roots.certificates().size();
            Path file = roots.update(fetch());
            session.console().say("Fetched " + url);
            session.console()
                    .say(roots.certificates().size() + " RDS roots (" + before + " before) are trusted from now on: "
                            + file);
            return ExitCode.OK;
        }

        private byte[] fetch() throws CommandFailure {
            if (!url.startsWith("https://")) {
                throw failure(
                        ExitCode.USAGE, "--url: '" + url + "' is not https.", "Roots of trust come over TLS alone.");
            }
            try {
                HttpClient client = HttpClient.newBuilder()
                        .connectTimeout(LIMIT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
                HttpResponse<InputStream> answer = client.send(
                        HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                try (InputStream body = answer.body()) {
                    byte[] pem = body.readNBytes(LARGEST + 1);
                    if (answer.statusCode() != 200 || pem.length > LARGEST) {
                        throw failure(
                                ExitCode.NETWORK,
                                "The bundle could not be fetched: " + url + " answers " + answer.statusCode() + ", "
                                        + pem.length + " bytes.",
                                "Nothing was changed. Try again, or set tlsRootCert to a bundle you fetched yourself.");
                    }
                    return pem;
                }
            } catch (IOException | IllegalArgumentException unreachable) {
                throw failure(
                        ExitCode.NETWORK,
                        "The bundle could not be fetched from " + url + ": " + reason(unreachable) + ".",
                        "Nothing was changed. Check the network and proxy, or set tlsRootCert to a bundle you fetched yourself.");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failure(ExitCode.INTERRUPTED, "Interrupted.", "Nothing was changed.");
            }
        }

        /** Returns the reason in words; the client's exceptions often have no message. */
        private static String reason(Exception unreachable) {
            for (Throwable cause : Causes.of(unreachable)) {
                if (cause instanceof UnresolvedAddressException) {
                    return "the host's name does not resolve";
                }
                if (cause.getMessage() != null) {
                    return cause.getMessage();
                }
            }
            return "the host does not accept the connection";
        }

        private static CommandFailure failure(ExitCode exit, String headline, String remedy) {
            return new CommandFailure(new Fault(exit, "certs-update-failed", headline, "", remedy));
        }
    }
}
