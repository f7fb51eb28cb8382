package ai.fourminds.rds.cli.command.database;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.view.FleetRow;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.NameFilter;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code instances}: lists instances, clusters and proxies. For one thread. */
@CommandLine.Command
public final class InstancesCommand implements Command {
    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only those whose identifier or engine holds this; * and ? make it a pattern.")
    private String filter = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        List<FleetRow> all = session.fleetRows();
        session.remember(List.of(), all.stream().map(FleetRow::typed).distinct().toList());
        NameFilter wanted = NameFilter.of(filter);
        List<FleetRow> shown = all.stream().filter(row -> row.matches(wanted)).toList();
        Listings.INSTANCES.print(shown, session.format(), session.console());
        if (session.format() == Format.TABLE) {
            shown.stream().flatMap(row -> row.namesake().stream()).forEach(session.console()::say);
        }
        if (shown.isEmpty()) {
            session.console()
                    .say(
                            all.isEmpty()
                                    ? "No instances in this region that these credentials may see."
                                    : "None of " + Quantity.of(FleetRow.instances(all), "instance") + " matches '"
                                            + filter + "'.");
        }
        return ExitCode.OK;
    }
}
