package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.screen.Screen;

/** The walk through instance, database, tables and folder. For one thread. */
public final class Walk {
    private final RdsFleet fleet;

    /** A walk through this fleet. */
    public Walk(RdsFleet fleet) {
        this.fleet = fleet;
    }

    /** Goes from step to step, back and forth, to an end. */
    public Ending on(Screen screen) {
        Dialog dialog = new Dialog(screen);
        Step step = new InstanceStep(fleet);
        while (!(step instanceof End)) {
            step = step.next(dialog);
        }
        return ((End) step).ending();
    }
}
