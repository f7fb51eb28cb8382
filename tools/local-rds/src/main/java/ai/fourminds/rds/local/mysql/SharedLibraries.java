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

/** What the system has to bring along for a server's program to be loaded. Stateless. */
final class SharedLibraries {
    /** In glibc's words. */
    private static final Pattern MISSING = Pattern.compile("error while loading shared libraries: (\\S+): cannot open");

    /** What Debian names its packages after. */
    private static final Pattern VERSIONED = Pattern.compile("(lib\\S+)\\.so\\.([0-9.]+)");

    private SharedLibraries() {}

    /** The failure of a program that wrote {@code log}, explained where it lacks a library. */
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
     * Lets programs that look into {@code folder} find a library whose file has been renamed; for 64-bit programs it
     * is still the same.
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
