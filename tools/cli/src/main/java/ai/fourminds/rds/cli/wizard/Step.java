package ai.fourminds.rds.cli.wizard;

/** A step of the wizard. Keeps the user's decisions for when the user comes back. For one thread. */
interface Step {
    /** Returns the next step, or an earlier one. */
    Step next(Dialog dialog);
}
