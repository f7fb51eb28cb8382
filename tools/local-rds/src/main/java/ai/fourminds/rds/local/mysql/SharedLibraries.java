package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the system libraries that a server's program needs. Stateless. */
final class SharedLibraries {
    /** The message of glibc. */
    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: (\\S+): cannot open");

    /** The part of a library's name that Debian's package names are derived from. */
    private static final Pattern VERSIONED = Pattern.compile("(lib\\S+)\\.so\\.([0-9.]+)");

    private SharedLibraries() {}

    /** Returns the failure of a program that wrote {@code log}, or the library that it lacks. */
    static IOException explained(String name, IOException failure, Path log) throws IOException {
        Matcher missing = MISSING.matcher(new String(Files.readAllBytes(log), StandardCharsets.UTF_8));
        if (!missing.find()) {
            return failure;
        }
        String library = missing.group(1);
        return new MissingRequirement(
                name + " needs the library " + library + ", which this machine lacks: install it" + onDebian(library));
    }

    private static String onDebian(String library) {
        Matcher versioned = VERSIONED.matcher(library);
        if (!versioned.matches()) {
            return "";
        }
        String name = versioned.group(1).replace('_', '-').toLowerCase(Locale.ROOT);
        String hyphen = Character.isDigit(name.charAt(name.length() - 1)) ? "-" : "";
        String debian = name + hyphen + versioned.group(2);
        return ", on Debian by 'apt-get install " + debian + "' (some have the name " + debian + "t64 since Debian 13)";
    }

    /**
     * Links a renamed library under its old name in {@code folder}, where programs find it; for 64-bit programs it is
     * unchanged.
     */
    static void link(Path folder, String name, Path renamed) throws IOException {
        Path link = folder.resolve(name);
        if (Files.exists(renamed) && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(folder);
            createLink(link, renamed);
        }
    }

    private static void createLink(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isSymbolicLink(link)) {
                throw e;
            }
        }
    }
}
