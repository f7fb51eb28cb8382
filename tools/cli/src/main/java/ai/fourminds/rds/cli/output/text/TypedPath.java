package ai.fourminds.rds.cli.output.text;

import java.nio.file.Path;

/** Paths as people type them: {@code ~/} is their home, also where no shell has put it in. Stateless. */
public final class TypedPath {
    private TypedPath() {}

    /** The path that was meant. */
    public static Path of(String typed) {
        boolean home = typed.equals("~") || typed.startsWith("~/");
        return home ? Path.of(System.getProperty("user.home"), typed.substring(1)) : Path.of(typed);
    }
}
