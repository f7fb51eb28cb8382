package ai.fourminds.rds.cli.command.help;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ToolVersion;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.manual.ManPage;
import ai.fourminds.rds.cli.manual.PackedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code man}: writes the manual pages, for packagers. For one thread. */
@CommandLine.Command
public final class ManCommand implements Command {
    private final Supplier<CommandLine> program;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write them to.")
    private Path out = Path.of("man");

    public ManCommand(Supplier<CommandLine> program) {
        this.program = program;
    }

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws IOException {
        Files.createDirectories(out);
        List<ManPage> pages = ManPage.all(program.get().getCommandSpec(), ToolVersion.current())
                .toList();
        for (ManPage page : pages) {
            Files.write(out.resolve(page.file()), PackedText.of(page.text()));
        }
        return ExitCode.OK;
    }
}
