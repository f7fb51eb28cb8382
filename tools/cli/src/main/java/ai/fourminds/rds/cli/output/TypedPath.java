package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.text.ShellWords;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses paths that users type. Stateless. */
public final class TypedPath {
    /** At least two letters, since one letter is a Windows drive. */
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):[/\\\\].*", Pattern.DOTALL);

    private TypedPath() {}

    /**
     * Returns a path; expands {@code ~/}, also where no shell does.
     *
     * @throws InvalidPathException if it is none here, such as one below the home folder of another user
     */
    public static Path of(String typed) {
        if (typed.matches("(?s)~[^/]+/.*")) {
            throw new InvalidPathException(
                    typed, "only a shell finds the home folder of another user, and it found none; write it in full");
        }
        boolean home = typed.equals("~") || typed.startsWith("~/");
        return home ? Path.of(System.getProperty("user.home"), typed.substring(1)) : Path.of(typed);
    }

    /** Returns the folder of {@code --out}; refuses URLs. */
    public static Path folder(String typed) throws CommandFailure {
        Matcher url = URL.matcher(typed);
        if (url.matches()) {
            throw CommandFailure.usage(
                    "out-is-a-url",
                    "Files go into a folder of this machine, not to '" + typed + "'.",
                    instead(url, typed));
        }
        try {
            return of(typed);
        } catch (InvalidPathException e) {
            throw CommandFailure.usage(
                    "out-not-a-path",
                    "--out is not a file name here: " + e.getReason() + ".",
                    "Name another folder; one whose own name begins with a tilde as ./~name.",
                    e);
        }
    }

    private static String instead(Matcher url, String typed) {
        String s3 = typed.replaceFirst("^[A-Za-z0-9]+:/*", "s3://").replaceFirst("/+$", "");
        String target = ShellWords.line(List.of(s3));
        return switch (url.group(1).toLowerCase(Locale.ROOT)) {
            case "file" -> "Give its path without 'file:'.";
            case "s3", "s3a", "s3n" ->
                "Export into a folder and copy that: aws s3 cp --recursive FOLDER " + target
                        + "\nOne table without a folder: fourminds-rds export ... --out - | aws s3 cp - "
                        + ShellWords.line(List.of(s3 + "/TABLE.csv"))
                        + "\nFrom a Spark cluster: fourminds-rds spark-export";
            default ->
                "Export into a folder and copy that, or use --out - and a program that uploads its standard input.";
        };
    }
}
