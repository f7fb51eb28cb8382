package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsRoots;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.failure.Causes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code certs update}: downloads AWS's current bundle into the configuration folder. For one thread. */
@CommandLine.Command
public final class UpdateCertsCommand implements Command {
    // RDS User Guide, "Using SSL/TLS to encrypt a connection to a DB instance": the bundle for all commercial regions.
    private static final String BUNDLE = "https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem";
    private static final int LARGEST = 4 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Option(names = "--url", paramLabel = "URL", description = "Where to fetch from; https only. Default: AWS's own.")
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

    @Override
    public boolean takesSettings() {
        return false;
    }

    private byte[] fetch() throws CommandFailure {
        if (!url.startsWith("https://")) {
            throw failure(ExitCode.USAGE, "--url: '" + url + "' is not https.", "Roots of trust come over TLS alone.");
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
        return new CommandFailure(new Fault(exit, "certs-update-failed", null, headline, "", remedy));
    }
}
