package ai.fourminds.rds.export;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes file names for tables: valid and distinct on Linux, macOS and Windows, at most 200 bytes long. Immutable.
 *
 * @param characters the characters that are not encoded
 * @param ending the ending of all names
 */
public record FileNames(Characters characters, String ending) {
    private static final int MAX_BYTES = 200;
    private static final int HASH_DIGITS = 12;

    /** The characters that are not encoded in names. */
    public enum Characters {
        /** All characters that every platform allows. */
        ALL,
        /** The ASCII characters among them. */
        ASCII,
        /**
         * The ASCII characters without those that Hadoop interprets; its readers skip names that begin with an
         * underscore.
         */
        HADOOP
    }

    /** Returns names for the JVM's file name encoding, which is ASCII under the C locale. */
    public static FileNames ofPlatform(FileFormat format, Compression compression) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8").toUpperCase(Locale.ROOT);
        boolean ascii = !encoding.startsWith("UTF") && !encoding.startsWith("CP65001");
        return new FileNames(ascii ? Characters.ASCII : Characters.ALL, compression.fileEnding(format));
    }

    /**
     * Returns one file name per table name, in the same order; a name that collides with an earlier one gets a suffix.
     */
    public List<String> assign(List<String> names) {
        Set<String> taken = new HashSet<>();
        List<String> files = new ArrayList<>(names.size());
        for (String name : names) {
            files.add(free(name, taken));
        }
        return files;
    }

    private String free(String name, Set<String> taken) {
        List<String> parts = new SafeName(name, characters).parts();
        String file = fit(name, parts, "");
        for (int number = 2; !taken.add(folded(file)); number++) {
            file = fit(name, parts, "~" + number);
        }
        return file;
    }

    private String fit(String name, List<String> parts, String suffix) {
        String whole = String.join("", parts) + suffix + ending;
        return bytes(whole) <= MAX_BYTES ? whole : cut(name, parts, suffix);
    }

    /** Cuts between parts only, so that no code point and no escape is split. The hash is of the whole name. */
    private String cut(String name, List<String> parts, String suffix) {
        String end = "~" + hash(name) + suffix + ending;
        StringBuilder kept = new StringBuilder();
        int room = MAX_BYTES - bytes(end);
        for (String part : parts) {
            room -= bytes(part);
            if (room < 0) {
                break;
            }
            kept.append(part);
        }
        return kept.append(end).toString();
    }

    /**
     * Returns the same text for names that some file system treats as equal: APFS and NTFS fold case, HFS+ normalises.
     */
    private static String folded(String file) {
        String composed = Normalizer.normalize(file, Normalizer.Form.NFC);
        String upper = composed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(upper, Normalizer.Form.NFC);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String name) {
        byte[] sum = Sha256.start().digest(name.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sum).substring(0, HASH_DIGITS);
    }
}
