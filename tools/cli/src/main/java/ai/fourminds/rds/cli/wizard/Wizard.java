package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.screen.Screen;
import java.util.Map;

/** The wizard's steps: instance, database, tables, folder. For one thread. */
public final class Wizard {
    private final Map<String, String> settings;

    /** Creates a wizard with these settings. */
    public Wizard(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Runs the steps, back and forth, to an end. */
    public Ending on(Screen screen) {
        Dialog dialog = new Dialog(screen);
        Step step = new InstanceStep(settings, Map.of());
        while (!(step instanceof End)) {
            step = step.next(dialog);
        }
        return ((End) step).ending();
    }
}
