package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.completion.Completion;
import ai.fourminds.rds.cli.completion.Completion.Candidate;
import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.manual.ManPage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands for completion and manual pages. Stateless. */
final class HelpCommands {
    private HelpCommands() {}

    /** {@code complete}: prints completions for the shells' scripts. Makes no network call. For one thread. */
    @CommandLine.Command
    public static final class Complete implements Command.WithoutSettings {
        public static final String NAME = "complete";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(arity = "0..*", paramLabel = "WORD", description = "The words of a command line, after '--'.")
        private List<String> words = new ArrayList<>();

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

    /** {@code completion}: prints a shell's completion script. For one thread. */
    @CommandLine.Command
    public static final class PrintScript implements Command.WithoutSettings {
        @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
        private Shell shell = Shell.BASH;

        @Override
        public ExitCode run(Session session) throws IOException {
            session.console().data().write(script());
            session.console().flush();
            return ExitCode.OK;
        }

        private String script() throws IOException {
            String name = "completion." + shell.name().toLowerCase(Locale.ROOT);
            try (InputStream script = Completion.class.getResourceAsStream(name)) {
                return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        /** The shells with a completion script, which calls this program. */
        private enum Shell {
            /** GNU Bash 4 and newer. */
            BASH,
            ZSH,
            FISH
        }
    }

    /** {@code man}: writes the manual pages, for packagers. For one thread. */
    @CommandLine.Command
    public static final class Man implements Command.WithoutSettings {
        private final Supplier<CommandLine> program;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write them to.")
        private Path out = Path.of("man");

        public Man(Supplier<CommandLine> program) {
            this.program = program;
        }

        @Override
        public ExitCode run(Session session) throws IOException {
            Files.createDirectories(out);
            List<ManPage> pages = ManPage.all(program.get().getCommandSpec(), ToolVersion.current())
                    .toList();
            for (ManPage page : pages) {
                Files.write(out.resolve(page.file()), page.packed());
            }
            return ExitCode.OK;
        }
    }
}
