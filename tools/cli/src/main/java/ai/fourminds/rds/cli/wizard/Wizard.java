package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.screen.Screen;
import java.util.Map;

/** The wizard's steps: instance, database, tables, folder. Stateless. */
public final class Wizard {
    private Wizard() {}

    /** Runs the steps, back and forth, to an end. */
    public static Ending run(Map<String, String> settings, Screen screen) {
        Dialog dialog = new Dialog(screen);
        Step step = new InstanceStep(settings, Map.of());
        while (!(step instanceof Ending)) {
            step = step.next(dialog);
        }
        return (Ending) step;
    }
}
