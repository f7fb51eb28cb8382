package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.NameFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects and lets the user pick a database. For one thread. */
final class DatabaseStep implements Step {
    private static final String CONNECT = "2/4 Connect";
    private static final String PICK = "3/4 Pick a database";
    private static final String AGAIN = "enter try again   esc other instance";

    private final Step before;
    private final RdsFleet fleet;
    private final List<String> options;
    private final String instance;
    private @Nullable PickList<String> list;

    DatabaseStep(Step before, RdsFleet fleet, List<String> options, String instance) {
        this.before = before;
        this.fleet = fleet;
        this.options = List.copyOf(options);
        this.instance = instance;
    }

    @Override
    public Step next(Dialog dialog) {
        return list == null ? connecting(dialog) : picking(dialog, list);
    }

    private Step connecting(Dialog dialog) {
        Page page = new Page(CONNECT, instance);
        return dialog.await(
                page,
                "Connecting to " + instance,
                this::databases,
                databases -> databases.isEmpty() ? dialog.report(page, none(), AGAIN, this, before) : listed(databases),
                fault -> dialog.report(page, fault, AGAIN, this, before),
                before);
    }

    private Step listed(List<String> databases) {
        list = PickList.ofOne(databases, Listings.DATABASES.layout(databases), text -> NameFilter.of(text)::matches);
        return this;
    }

    private List<String> databases() throws SQLException {
        RdsDatabase database = fleet.database(instance, null);
        try (Connection connection = database.open()) {
            return database.catalogue(connection).databases();
        }
    }

    private Step picking(Dialog dialog, PickList<String> databases) {
        Kind key = dialog.pick(
                new Page(PICK, instance),
                databases,
                EnumSet.of(Kind.ENTER),
                () -> Page.Remark.NONE,
                "enter pick   type to search   esc back");
        if (key != Kind.ENTER) {
            return Ending.Left.orBack(key, before);
        }
        return databases
                .current()
                .<Step>map(name -> new TablesStep(this, new Source(fleet, options, instance, name)))
                .orElse(this);
    }

    private Fault none() {
        return new Fault(
                ExitCode.OK,
                "no-databases",
                "There are no databases on " + instance + " that this user may connect to.",
                "",
                "Grant the database user CONNECT (PostgreSQL) or SELECT (MySQL, MariaDB) on one.");
    }
}
