package ai.fourminds.rds.cli.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.fourminds.rds.export.TableReport;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Quotes names so that the target tells them apart: cuts those that are too long, and numbers those that are taken. For one
 * thread.
 */
final class DistinctNames {
    private final Set<String> taken = new HashSet<>();
    private final boolean foldsCase;
    private final int maxBytes;

    DistinctNames(boolean foldsCase, int maxBytes) {
        this.foldsCase = foldsCase;
        this.maxBytes = maxBytes;
    }

    /** Returns the statement that creates a table's schema, or the empty text. */
    String schema(TableReport table) {
        return table.schema() == null
                ? ""
                : "CREATE SCHEMA IF NOT EXISTS " + LoadScript.quoted(table.schema(), "\"") + ";\n";
    }

    /** Returns a table's name with its schema, or a query's name. */
    String table(TableReport table) {
        String schema = table.schema() == null ? "" : table.schema() + ".";
        String name = table.table() == null ? table.name() : table.table();
        String qualifier = schema.isEmpty() ? "" : LoadScript.quoted(String.valueOf(table.schema()), "\"") + ".";
        return qualifier + LoadScript.quoted(free(schema, name), "\"");
    }

    String column(String name) {
        return LoadScript.quoted(free("", name.isEmpty() ? "column" : name), "\"");
    }

    private String free(String scope, String wanted) {
        String name = cut(wanted, "");
        for (int number = 2; !taken.add(folded(scope + name)); number++) {
            name = cut(wanted, "_" + number);
        }
        return name;
    }

    /** Returns the longest part of a name that fits before a suffix, and the suffix. Cuts no character in two. */
    private String cut(String name, String suffix) {
        StringBuilder kept = new StringBuilder();
        int free = maxBytes - suffix.length();
        for (int point : name.codePoints().toArray()) {
            free -= Character.toString(point).getBytes(UTF_8).length;
            if (free < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append(suffix).toString();
    }

    private String folded(String name) {
        return foldsCase ? name.toLowerCase(Locale.ROOT) : name;
    }
}
