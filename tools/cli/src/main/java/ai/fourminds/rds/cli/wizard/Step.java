package ai.fourminds.rds.cli.wizard;

/** One thing to decide. What was decided so far stays with the steps, so that going back finds it again. For one thread. */
interface Step {
    /** The step after this one, or one before it. */
    Step next(Dialog dialog);
}
