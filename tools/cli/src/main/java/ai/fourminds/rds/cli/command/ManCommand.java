package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.manual.ManPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code man}: writes the manual's pages, for whoever packs the program. For one thread. */
@CommandLine.Command
final class ManCommand implements Command {
    private final Supplier<CommandLine> program;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write them to.")
    private Path out = Path.of("man");

    /** As small as it gets, which is how Debian wants manuals. */
    private static final class Packed extends GZIPOutputStream {
        Packed(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    ManCommand(Supplier<CommandLine> program) {
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
            try (OutputStream file = new Packed(Files.newOutputStream(out.resolve(page.file())))) {
                file.write(page.text().getBytes(StandardCharsets.UTF_8));
            }
        }
        return ExitCode.OK;
    }
}
