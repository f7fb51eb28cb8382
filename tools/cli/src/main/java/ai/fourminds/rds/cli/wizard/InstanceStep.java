package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Quantity;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.cli.view.NameFilter;
import ai.fourminds.rds.fleet.RdsInstance;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which instance. For one thread. */
final class InstanceStep implements Step {
    private static final String TITLE = "1/4 Pick an instance";

    private final RdsFleet fleet;
    private @Nullable PickList<RdsInstance> list;
    private String region = "";

    InstanceStep(RdsFleet fleet) {
        this.fleet = fleet;
    }

    private record Found(String region, List<RdsInstance> instances) {}

    @Override
    public Step next(Dialog dialog) {
        return list == null ? asking(dialog) : picking(dialog, list);
    }

    private Step asking(Dialog dialog) {
        Page page = new Page(TITLE, "");
        Awaited<Found> awaited =
                dialog.await(page, "Asking AWS for the instances", () -> new Found(fleet.region(), fleet.instances()));
        if (awaited instanceof Awaited.Failed<Found> failed) {
            return faulty(dialog, page, failed.fault());
        }
        if (awaited instanceof Awaited.Stopped<Found> stopped) {
            return End.by(stopped.by());
        }
        Found found = ((Awaited.Done<Found>) awaited).value();
        if (found.instances().isEmpty()) {
            return faulty(dialog, page, none(found.region()));
        }
        region = found.region();
        list = PickList.ofOne(found.instances(), Listings.INSTANCES.layout(found.instances()), InstanceStep::search);
        return this;
    }

    private Step faulty(Dialog dialog, Page page, Fault fault) {
        Kind key = dialog.report(page, fault, "enter try again   esc leave");
        if (key == Kind.ENTER) {
            return this;
        }
        return key == Kind.ESCAPE ? End.because(fault) : End.by(key);
    }

    private Step picking(Dialog dialog, PickList<RdsInstance> instances) {
        Page page = new Page(TITLE, region + ", " + Quantity.of(instances.size(), "instance"));
        Kind key = dialog.pick(
                page,
                instances,
                EnumSet.of(Kind.ENTER),
                () -> remark(instances.current()),
                "enter pick   type to search   esc leave");
        if (key != Kind.ENTER) {
            return End.by(key);
        }
        return instances
                .current()
                .<Step>map(instance -> new DatabaseStep(this, fleet, instance))
                .orElse(this);
    }

    private static Remark remark(Optional<RdsInstance> current) {
        if (current.isEmpty() || current.get().available()) {
            return Remark.NONE;
        }
        RdsInstance instance = current.get();
        return Remark.warning(instance.id() + " is " + instance.status() + " and may fail to connect.");
    }

    private static Predicate<RdsInstance> search(String text) {
        NameFilter filter = NameFilter.of(text);
        return instance -> filter.matches(instance.id()) || filter.matches(instance.engine());
    }

    private static Fault none(String region) {
        return new Fault(
                ExitCode.OK,
                "no-instances",
                null,
                "No instances in " + region + " that these credentials may see.",
                "",
                "Name another region with --region or AWS_REGION, or other credentials with --auth or --connection.");
    }
}
