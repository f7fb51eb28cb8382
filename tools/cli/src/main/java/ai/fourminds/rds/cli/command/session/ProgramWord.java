package ai.fourminds.rds.cli.command.session;

import ai.fourminds.rds.cli.output.text.ShellWords;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;

/** The name to call this program by: the launcher's path in a checkout, else the plain name. Stateless. */
public final class ProgramWord {
    private static final String NAME = "fourminds-rds";
    private static final Path BUILT = Path.of("tools", "cli", "target");

    private ProgramWord() {}

    /** Returns the name, quoted for a POSIX shell. */
    public static String typed() {
        return jar().map(jar -> typed(jar, Path.of("").toAbsolutePath())).orElse(NAME);
    }

    /** Returns this program's jar, or the folder of its classes. */
    public static Optional<Path> jar() {
        CodeSource source = ProgramWord.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException unnamed) {
            return Optional.empty();
        }
    }

    static String typed(Path jar, Path here) {
        Path folder = jar.getParent();
        if (folder == null || !folder.endsWith(BUILT) || !Files.isRegularFile(jar)) {
            return NAME;
        }
        Path launcher = folder.resolve("../..").normalize().resolve(NAME);
        if (!Files.isExecutable(launcher)) {
            return NAME;
        }
        String path = launcher.startsWith(here) ? "./" + here.relativize(launcher) : launcher.toString();
        return ShellWords.line(List.of(path));
    }
}
