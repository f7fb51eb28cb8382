package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.TextField;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks for another region or a saved connection when instances cannot be listed. For one thread. */
final class PlaceStep implements Step {
    private final Step before;
    private final Map<String, String> settings;
    private final Map<String, String> typed;
    private final TextField field = new TextField("");

    PlaceStep(Step before, Map<String, String> settings, Map<String, String> typed) {
        this.before = before;
        this.settings = Map.copyOf(settings);
        this.typed = Map.copyOf(typed);
    }

    @Override
    public Step next(Dialog dialog) {
        List<String> saved = new ArrayList<>();
        List<String> below = new ArrayList<>();
        try {
            saved.addAll(SavedConnections.ofUser().names());
            below.add(
                    saved.isEmpty()
                            ? "No connection is saved. To save one: fourminds-rds connection save NAME --help"
                            : "Saved: " + String.join(", ", saved));
        } catch (SQLException unreadable) {
            below.add(Fault.of(unreadable).headline());
        }
        Kind key = dialog.type(
                new Page("Region", ""),
                "An AWS region, such as us-east-1, or the name of a saved connection:",
                field,
                EnumSet.of(Kind.ENTER),
                columns -> Text.wrapped(below.get(0), columns),
                "enter go on   esc back");
        return key == Kind.ENTER
                ? with(saved.contains(field.text()) ? "connection" : "region")
                : Ending.Left.orBack(key, before);
    }

    private Step with(String setting) {
        Map<String, String> more = new HashMap<>(typed);
        more.put(setting, field.text());
        return new InstanceStep(settings, more);
    }
}
