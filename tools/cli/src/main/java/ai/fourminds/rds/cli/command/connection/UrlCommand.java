package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code url}: prints the JDBC URL, and what to enter in DBeaver. For one thread. */
@CommandLine.Command
public final class UrlCommand implements Command {
    private static final String DRIVER_CLASS = "ai.fourminds.rds.FourmindsRdsDriver";
    private static final String URL_TEMPLATE = "jdbc:fourminds-rds:[{host}][/{database}]";
    private static final Listing<String> URL = Listing.<String>empty()
            .field("url", url -> url)
            .field("driverClass", url -> DRIVER_CLASS)
            .field("urlTemplate", url -> URL_TEMPLATE)
            .field("driverJar", url -> jar());

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        String url = session.database(instance, database).url();
        if (session.format() != Format.TABLE) {
            URL.printOne(url, session.format(), session.console());
            return ExitCode.OK;
        }
        session.console().print(url);
        explain(session.console());
        return ExitCode.OK;
    }

    private void explain(Console console) {
        console.say("");
        console.say("In DBeaver, once: Database > Driver Manager > New");
        console.say("  Class name      " + DRIVER_CLASS);
        console.say("  URL template    " + URL_TEMPLATE);
        console.say("  Libraries       " + jar());
        console.say("Then a new connection with that driver:");
        console.say("  Host            " + instance);
        console.say("  Database        " + database);
        console.say("  User, password  leave both empty; the login is a fresh IAM token");
        console.say(
                "What stands after the '?' goes to the tab 'Driver properties', and so do secrets, files (tlsRootCert)");
        console.say(
                "and hosts outside of AWS, which no URL holds. Or save all of it (fourminds-rds connection save NAME), and");
        console.say("set connection=NAME there.");
    }

    private static String jar() {
        return "fourminds-rds-" + ToolVersion.current() + ".jar";
    }
}
