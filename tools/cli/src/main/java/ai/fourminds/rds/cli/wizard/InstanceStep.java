package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.view.FleetRow;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.NameFilter;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets the user pick an instance. For one thread. */
final class InstanceStep implements Step {
    private static final String TITLE = "1/4 Pick an instance";

    private final Map<String, String> settings;
    private final Map<String, String> typed;
    private @Nullable PickList<FleetRow> list;
    private @Nullable Found found;

    /**
     * @param settings the settings that the wizard was started with
     * @param typed the settings that the user typed, which take precedence
     */
    InstanceStep(Map<String, String> settings, Map<String, String> typed) {
        this.settings = Map.copyOf(settings);
        this.typed = new TreeMap<>(typed);
    }

    private record Found(RdsFleet fleet, String region, List<FleetRow> rows) {}

    @Override
    public Step next(Dialog dialog) {
        return list == null || found == null ? asking(dialog) : picking(dialog, list, found);
    }

    private Step asking(Dialog dialog) {
        Page page = new Page(TITLE, "");
        return dialog.await(
                page,
                "Asking AWS for the instances",
                this::ask,
                answer -> answer.rows().isEmpty() ? faulty(dialog, page, none(answer.region())) : listed(answer),
                fault -> faulty(dialog, page, fault),
                Ending.Left.by(Kind.ESCAPE));
    }

    private Found ask() throws SQLException {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(typed);
        RdsFleet fleet = RdsFleet.of(all);
        return new Found(fleet, fleet.region(), FleetRow.of(fleet));
    }

    private Step listed(Found answer) {
        found = answer;
        list = PickList.ofOne(answer.rows(), Listings.INSTANCES.layout(answer.rows()), InstanceStep::search);
        return this;
    }

    private Step faulty(Dialog dialog, Page page, Fault fault) {
        Kind key = dialog.report(
                page,
                fault,
                EnumSet.of(Kind.ENTER, Kind.TAB),
                "enter try again   tab region or saved connection   esc leave");
        if (key == Kind.ENTER) {
            return this;
        }
        if (key == Kind.TAB) {
            return new PlaceStep(this, settings, typed);
        }
        return key == Kind.ESCAPE ? new Ending.Left(fault.exit(), fault) : Ending.Left.by(key);
    }

    private Step picking(Dialog dialog, PickList<FleetRow> instances, Found fleet) {
        Page page = new Page(TITLE, fleet.region() + ", " + Quantity.of(FleetRow.instances(fleet.rows()), "instance"));
        Kind key = dialog.pick(
                page,
                instances,
                EnumSet.of(Kind.ENTER),
                () -> remark(instances.current()),
                "enter pick   type to search   esc leave");
        if (key != Kind.ENTER) {
            return Ending.Left.by(key);
        }
        List<String> options = typed.entrySet().stream()
                .flatMap(setting -> Stream.of("--" + setting.getKey(), setting.getValue()))
                .toList();
        return instances
                .current()
                .<Step>map(row -> new DatabaseStep(this, fleet.fleet(), options, row.reference()))
                .orElse(this);
    }

    private static Page.Remark remark(Optional<FleetRow> current) {
        if (current.isEmpty() || current.get().target().available()) {
            return Page.Remark.NONE;
        }
        RdsInstance instance = current.get().target();
        return Page.Remark.warning(instance.id() + " is " + instance.status() + " and may fail to connect.");
    }

    private static Predicate<FleetRow> search(String text) {
        NameFilter filter = NameFilter.of(text);
        return row -> row.matches(filter);
    }

    private static Fault none(String region) {
        return new Fault(
                ExitCode.OK,
                "no-instances",
                "No instances in " + region + " that these credentials may see.",
                "",
                "Name another region or a saved connection: press Tab. Or start the wizard with other settings:"
                        + " fourminds-rds wizard --help");
    }
}
