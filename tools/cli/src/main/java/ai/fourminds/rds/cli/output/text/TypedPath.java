package ai.fourminds.rds.cli.output.text;

import java.nio.file.Path;

/** Parses paths that users type; expands {@code ~/}, also where no shell does. Stateless. */
public final class TypedPath {
    private TypedPath() {}

    /** Returns the path. */
    public static Path of(String typed) {
        boolean home = typed.equals("~") || typed.startsWith("~/");
        return home ? Path.of(System.getProperty("user.home"), typed.substring(1)) : Path.of(typed);
    }
}
