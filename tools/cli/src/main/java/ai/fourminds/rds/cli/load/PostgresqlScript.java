package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.export.TableReport.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes SQL for psql that loads files into PostgreSQL. For one thread. */
record PostgresqlScript(Manifest manifest) {
    private static final String HEAD = """
            -- Loads the files of this folder into PostgreSQL with the types of export.json. In this folder:
            --   psql -X -d DATABASE -f load.postgresql.sql
            -- Types that the database may not have (domains, enumerations, those of extensions) are what they stand
            -- for, or text. A value that its type cannot hold, such as MySQL's date 0000-00-00, ends the script with its
            -- name: make its column text then.
            \\set ON_ERROR_STOP on
            \\encoding UTF8
            SET standard_conforming_strings = on;
            SET client_min_messages = warning;
            """;

    /** The temporary table of rows that need a conversion. */
    private static final String STAGE = "fourminds_load";

    /** The longest name that PostgreSQL keeps. */
    private static final int MAX_BYTES = 63;

    /** Types of which the empty string is a value. */
    private static final Pattern MAY_BE_EMPTY = Pattern.compile(
            "text|name|\"char\"|character.*|bpchar|xml|tsvector|tsquery|bit varying.*|int2vector|oidvector|refcursor");

    /**
     * Types that text cannot be converted to, or only with a look-up in the database; and arrays whose depth JSON does
     * not show.
     */
    private static final Pattern NOT_AS_DECLARED = Pattern.compile(
            ".*[.].*|(record|unknown|void|cstring|any[a-z]+|aclitem|reg[a-z]+|pg_[a-km-z].*)(\\[])?|jsonb?\\[]");

    String text() {
        StringBuilder script = new StringBuilder(HEAD);
        DistinctNames names = new DistinctNames(false, MAX_BYTES);
        // Taken, so that no table without a schema gets it.
        names.column(STAGE);
        LoadScript.tables(manifest).forEach(table -> script.append(load(table, names)));
        return script.toString();
    }

    private String load(TableReport table, DistinctNames names) {
        String name = names.table(table);
        DistinctNames columnNames = new DistinctNames(false, MAX_BYTES);
        List<Target> targets = table.columns().stream()
                .map(column -> target(column, columnNames.column(column.name()), name))
                .toList();
        String rows;
        if (targets.isEmpty()) {
            rows = "INSERT INTO " + name + " SELECT FROM generate_series(1, " + table.rows() + ");\n";
        } else {
            rows = csv(table, name, targets);
        }
        List<String> columns = targets.stream().map(Target::definition).toList();
        return "\nBEGIN;\n" + names.schema(table) + create("TABLE " + name, columns) + ";\n" + rows + "COMMIT;\n";
    }

    private String csv(TableReport table, String name, List<Target> targets) {
        // A line break would end psql's \copy command.
        boolean staged = targets.stream().anyMatch(target -> !target.cell().equals("{}"))
                || (name + targets).chars().anyMatch(c -> c == '\n' || c == '\r');
        if (!staged) {
            return copy(table, name, targets, targets.get(0).name());
        }
        List<String> read = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (Target target : targets) {
            String cell = "c" + (cells.size() + 1);
            read.add(cell + " " + target.read());
            cells.add(target.cell().replace("{}", cell));
        }
        return create("TEMP TABLE " + STAGE, read) + " ON COMMIT DROP;\n" + copy(table, STAGE, targets, "c1")
                + "INSERT INTO " + name + " SELECT\n    " + String.join(",\n    ", cells) + "\nFROM " + STAGE + ";\n";
    }

    private static String create(String what, List<String> columns) {
        return "CREATE " + what + " (\n    " + String.join(",\n    ", columns) + "\n)";
    }

    private String file(TableReport table) {
        String file = String.valueOf(table.file());
        String quoted = "'" + file.replace("'", "'\\''") + "'";
        return switch (manifest.options().compression()) {
            case NONE -> LoadScript.quoted(file, "'");
            case GZIP -> "PROGRAM " + LoadScript.quoted("gzip -dc -- " + quoted, "'");
            case ZSTD -> "PROGRAM " + LoadScript.quoted("zstd -dcq -- " + quoted, "'");
        };
    }

    private String copy(TableReport table, String into, List<Target> targets, String first) {
        boolean alone = targets.size() == 1
                && !MAY_BE_EMPTY.matcher(targets.get(0).read()).matches()
                && manifest.options().nullText().isEmpty();
        return "\\copy " + into + " FROM " + file(table) + " (FORMAT csv, HEADER, NULL "
                + LoadScript.quoted(manifest.options().nullText(), "'") + (alone ? ", FORCE_NULL (" + first + ")" : "")
                + ")\n";
    }

    /**
     * A column of the new table.
     *
     * @param name the quoted name
     * @param read the type that the file's cells are read as
     * @param cell the expression that converts {@code {}}, the value read
     */
    private record Target(String name, String type, String read, String cell) {
        String definition() {
            return name + " " + type;
        }
    }

    private Target target(Column column, String name, String table) {
        String type = type(column);
        if (type.equals("money")) {
            // The text of money has the currency of the server's locale.
            return new Target(name, type, "numeric", "{}::money");
        }
        if (type.endsWith("[]")) {
            String key = "'"
                    + name.substring(1, name.length() - 1).replace("\"\"", "\"").replace("'", "''") + "'";
            String array = "(json_populate_record(NULL::" + table + ", json_build_object(" + key + ", {})))." + name;
            return new Target(name, type, "json", array);
        }
        return new Target(name, type, type, "{}");
    }

    private String type(Column column) {
        String declared = column.type();
        boolean kept = manifest.engine().contains("postgres")
                && !NOT_AS_DECLARED.matcher(declared).matches();
        if (kept) {
            return declared;
        }
        return switch (column.cellType()) {
            case BOOLEAN -> "boolean";
            case INT8, UINT8, INT16 -> "smallint";
            case UINT16, INT32 -> "integer";
            case UINT32, INT64 -> "bigint";
            case UINT64 -> "numeric(20)";
            case DECIMAL -> decimal(declared);
            case FLOAT32 -> "real";
            case FLOAT64 -> "double precision";
            case DATE -> "date";
            case TIME -> "time";
            case DURATION -> "interval";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMP_UTC -> "timestamptz";
            case UUID -> "uuid";
            case JSON -> "json";
            case TEXT -> "text";
        };
    }

    private static String decimal(String declared) {
        int open = declared.indexOf('(');
        int close = declared.indexOf(')');
        return open < 0 || close < open ? "numeric" : "numeric" + declared.substring(open, close + 1);
    }
}
