package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.manual.ManPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
    // RFC 1952, 2.3.1: XFL.
    private static final int EXTRA_FLAGS = 8;
    private static final byte SLOWEST = 2;

    private final Supplier<CommandLine> program;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write them to.")
    private Path out = Path.of("man");

    /** As small as it gets, and saying so, which is how Debian wants manuals. */
    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new Best(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] packed = bytes.toByteArray();
        packed[EXTRA_FLAGS] = SLOWEST;
        return packed;
    }

    /** With the compressor's greatest effort. */
    private static final class Best extends GZIPOutputStream {
        Best(ByteArrayOutputStream out) throws IOException {
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
            Files.write(out.resolve(page.file()), packed(page.text()));
        }
        return ExitCode.OK;
    }
}
