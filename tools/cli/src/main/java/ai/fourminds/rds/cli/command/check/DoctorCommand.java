package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.ExaminationStep.Status;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/**
 * {@code doctor}: checks every prerequisite of a connect in order, and prints the remedy for the first that fails. For
 * one thread.
 */
@CommandLine.Command
public final class DoctorCommand implements Command {
    private static final Listing<ExaminationStep> STEPS = Listing.<ExaminationStep>empty()
            .field("name", ExaminationStep::name)
            .field("status", DoctorCommand::status)
            .field("millis", ExaminationStep::millis)
            .field("detail", ExaminationStep::detail)
            .field("remedy", ExaminationStep::remedy)
            .column("STEP", ExaminationStep::name)
            .column("RESULT", DoctorCommand::status, DoctorCommand::style)
            .figure("TIME", step -> step.status() == Status.SKIPPED ? "" : step.millis() + " ms")
            .prose("DETAIL", ExaminationStep::detail);

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATABASE", description = "One of its databases.")
    private @Nullable String database;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        RdsFleet fleet = session.fleet();
        List<ExaminationStep> steps =
                session.console().timed("examination of " + instance, () -> fleet.examine(instance, database));
        STEPS.printMember("steps", steps, session.format(), session.console());
        Optional<ExaminationStep> failed =
                steps.stream().filter(step -> step.status() == Status.FAILED).findFirst();
        if (session.format() == Format.TABLE) {
            conclude(session.console(), failed);
        }
        return failed.map(ExaminationStep::kind).map(ExitCode::of).orElse(ExitCode.OK);
    }

    /** Prints the result on standard output, so that a saved report includes the remedy. */
    private static void conclude(Console console, Optional<ExaminationStep> failed) throws IOException {
        console.print("");
        if (failed.isPresent()) {
            ExaminationStep step = failed.get();
            console.print(Style.BAD, Text.harmlessLines(step.name() + ": " + step.detail()));
            console.print(Text.harmlessLines(step.remedy()));
        } else {
            console.print(Style.GOOD, "Everything a connect needs is in order.");
        }
    }

    private static String status(ExaminationStep step) {
        return step.status().name().toLowerCase(Locale.ROOT);
    }

    private static Style style(ExaminationStep step) {
        return switch (step.status()) {
            case OK -> Style.GOOD;
            case FAILED -> Style.BAD;
            case SKIPPED -> Style.DIM;
        };
    }
}
