package ai.fourminds.rds.cli.command.help;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.completion.Candidate;
import ai.fourminds.rds.cli.completion.Completion;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code complete}: prints completions for the shells' scripts. Makes no network call. For one thread. */
@CommandLine.Command
public final class CompleteCommand implements Command {
    public static final String NAME = "complete";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words of a command line, after '--'.")
    private List<String> words = new ArrayList<>();

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws IOException, SQLException {
        boolean named = words.contains("--connection") || words.contains("connection");
        List<String> connections = named ? SavedConnections.ofUser().names() : List.of();
        Completion completion = new Completion(spec.root(), Session.knownNames(), connections);
        Writer out = session.console().data();
        for (Candidate candidate : completion.of(words)) {
            String meaning = candidate.meaning().isEmpty() ? "" : "\t" + candidate.meaning();
            out.write(candidate.word() + meaning + "\n");
        }
        session.console().flush();
        return ExitCode.OK;
    }
}
