package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.export.TableReport;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Quotes names, and numbers those that the target would confuse with earlier ones. For one thread. */
final class DistinctNames {
    private final Set<String> taken = new HashSet<>();
    private final boolean foldsCase;

    DistinctNames(boolean foldsCase) {
        this.foldsCase = foldsCase;
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
        String name = wanted;
        for (int number = 2; !taken.add(folded(scope + name)); number++) {
            name = wanted + "_" + number;
        }
        return name;
    }

    private String folded(String name) {
        return foldsCase ? name.toLowerCase(Locale.ROOT) : name;
    }
}
