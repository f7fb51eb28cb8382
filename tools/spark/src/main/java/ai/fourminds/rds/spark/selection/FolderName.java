package ai.fourminds.rds.spark.selection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of table folders that every Hadoop file system takes, distinct where case does not count. Stateless. */
public final class FolderName {

    private static final int MOST_BYTES = 200;
    private static final String PLAIN = "._-+=,@~ ";

    private FolderName() {}

    /** One folder per table name, in the same order. */
    public static List<String> assign(List<String> names, String ending) {
        Set<String> taken = new HashSet<>();
        List<String> folders = new ArrayList<>();
        for (String name : names) {
            String safe = safe(name);
            String folder = safe + ending;
            for (int number = 2; !taken.add(folder.toLowerCase(Locale.ROOT)); number++) {
                folder = safe + "~" + number + ending;
            }
            folders.add(folder);
        }
        return folders;
    }

    /** Percent-encoded; what begins with a dot or an underscore is invisible to Hadoop's readers. */
    private static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        int[] points = name.codePoints().toArray();
        for (int at = 0; at < points.length; at++) {
            boolean edge = at == 0 || at == points.length - 1;
            String part = plain(points[at], edge) ? Character.toString(points[at]) : escaped(points[at]);
            if (bytes(safe) + bytes(part) > MOST_BYTES) {
                return safe.append('~')
                        .append(Integer.toHexString(name.hashCode()))
                        .toString();
            }
            safe.append(part);
        }
        return safe.toString();
    }

    private static boolean plain(int point, boolean edge) {
        return point < 128 && (Character.isLetterOrDigit(point) || (!edge && PLAIN.indexOf(point) >= 0));
    }

    private static String escaped(int point) {
        StringBuilder escaped = new StringBuilder();
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
        }
        return escaped.toString();
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
