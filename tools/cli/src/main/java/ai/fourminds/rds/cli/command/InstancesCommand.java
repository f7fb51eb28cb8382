package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.cli.view.NameFilter;
import ai.fourminds.rds.fleet.RdsInstance;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code instances}: the picker. For one thread. */
@CommandLine.Command
final class InstancesCommand implements Command {
    @Option(
            names = "--filter",
            paramLabel = "TEXT",
            description = "Only those whose identifier or engine holds this; * and ? make it a pattern.")
    private String filter = "";

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        List<RdsInstance> all = session.instances();
        session.remember(List.of(), all.stream().map(RdsInstance::id).toList());
        NameFilter wanted = NameFilter.of(filter);
        List<RdsInstance> shown = all.stream()
                .filter(instance -> wanted.matches(instance.id()) || wanted.matches(instance.engine()))
                .toList();
        Listings.INSTANCES.print(shown, session.format(), session.console());
        if (shown.isEmpty()) {
            session.console()
                    .say(
                            all.isEmpty()
                                    ? "No instances in this region that these credentials may see."
                                    : "None of " + Quantity.of(all.size(), "instance") + " matches '" + filter + "'.");
        }
        return ExitCode.OK;
    }
}
