package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsRoots;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** {@code certs show}: lists the RDS root certificates in use. For one thread. */
@CommandLine.Command
public final class ShowCertsCommand implements Command {
    private static final Pattern COMMON_NAME = Pattern.compile("CN=([^,]+)");
    private static final Listing<X509Certificate> ROOTS = Listing.<X509Certificate>empty()
            .field("name", ShowCertsCommand::name)
            .field("expires", root -> root.getNotAfter().toInstant().toString())
            .field("sha256", ShowCertsCommand::fingerprint)
            .column("ROOT", ShowCertsCommand::name)
            .column("EXPIRES", root -> root.getNotAfter().toInstant().toString().substring(0, 10));

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        RdsRoots roots = RdsRoots.ofUser();
        List<X509Certificate> sorted = roots.certificates().stream()
                .sorted(Comparator.comparing(ShowCertsCommand::name))
                .toList();
        ROOTS.print(sorted, session.format(), session.console());
        if (session.format() == Format.TABLE) {
            String source = roots.updatedFile().map(file -> "from " + file).orElse("as they come with the driver");
            session.console()
                    .say(sorted.size() + " RDS roots, " + source + "; the JVM's public roots are trusted too.");
        }
        return ExitCode.OK;
    }

    @Override
    public boolean takesSettings() {
        return false;
    }

    private static String name(X509Certificate root) {
        Matcher name = COMMON_NAME.matcher(root.getSubjectX500Principal().getName());
        return name.find() ? name.group(1) : root.getSubjectX500Principal().getName();
    }

    private static String fingerprint(X509Certificate root) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(root.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
