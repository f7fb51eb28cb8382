package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.export.TableReport.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes SQL that loads CSV files into DuckDB. For one thread. */
record DuckDbScript(Manifest manifest) {
    private static final String HEAD = """
            -- Loads the files of this folder into DuckDB with the types of export.json. In this folder:
            --   duckdb sales.duckdb < load.duckdb.sql
            -- A value that its type cannot hold, such as MySQL's date 0000-00-00, ends the script with its name:
            -- make its column VARCHAR then.
            SET TimeZone = 'UTC';
            """;

    private static final Pattern PRECISION = Pattern.compile("\\(([0-9]+),(-?[0-9]+)\\)");
    private static final int MAX_DIGITS = 38;

    String text() {
        StringBuilder script = new StringBuilder(HEAD);
        DistinctNames names = new DistinctNames(true, Integer.MAX_VALUE);
        LoadScript.tables(manifest).forEach(table -> script.append(load(table, names)));
        return script.toString();
    }

    private String load(TableReport table, DistinctNames names) {
        if (table.columns().isEmpty()) {
            return "-- " + table.name().replaceAll("\\R", " ") + " has no exportable columns.\n";
        }
        boolean alone =
                table.columns().size() == 1 && manifest.options().nullText().isEmpty();
        List<String> read = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        DistinctNames columns = new DistinctNames(true, Integer.MAX_VALUE);
        for (Column column : table.columns()) {
            String cell = "c" + (cells.size() + 1);
            read.add("'" + cell + "': 'VARCHAR'");
            cells.add(cell(column, alone ? "nullif(" + cell + ", '')" : cell, cell) + " AS "
                    + columns.column(column.name()));
        }
        return """

                %sCREATE TABLE %s AS SELECT
                    %s
                FROM read_csv(%s, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
                    nullstr = %s, allow_quoted_nulls = false, max_line_size = 1000000000, parallel = false, compression = '%s',
                    columns = {%s});
                """.formatted(
                        names.schema(table),
                        names.table(table),
                        String.join(",\n    ", cells),
                        // DuckDB takes it for a pattern. No file name has any of the others, * and ?.
                        LoadScript.quoted(String.valueOf(table.file()).replace("[", "[[]"), "'"),
                        LoadScript.quoted(manifest.options().nullText(), "'"),
                        manifest.options().compression().name().toLowerCase(Locale.ROOT),
                        String.join(", ", read));
    }

    private static String cell(Column column, String notEmpty, String text) {
        String type = type(column);
        return switch (column.cellType()) {
            case TEXT -> text;
            // DuckDB expects the era after the date.
            case DATE, TIMESTAMP, TIMESTAMP_UTC ->
                "regexp_replace(" + notEmpty + ", '^(\\S+)(.*) BC$', '\\1 (BC)\\2')::" + type;
            default -> type.equals("VARCHAR") ? notEmpty : notEmpty + "::" + type;
        };
    }

    private static String type(Column column) {
        return switch (column.cellType()) {
            case INT8 -> "TINYINT";
            case UINT8 -> "UTINYINT";
            case INT16 -> "SMALLINT";
            case UINT16 -> "USMALLINT";
            case INT32 -> "INTEGER";
            case UINT32 -> "UINTEGER";
            case INT64 -> "BIGINT";
            case UINT64 -> "UBIGINT";
            case DECIMAL -> decimal(column.type());
            case FLOAT32 -> "FLOAT";
            case FLOAT64 -> "DOUBLE";
            case TEXT -> "VARCHAR";
            case DURATION -> "INTERVAL";
            case TIMESTAMP_UTC -> "TIMESTAMPTZ";
            case BOOLEAN, DATE, TIME, TIMESTAMP, UUID, JSON -> column.cellType().name();
        };
    }

    /** Returns a decimal type if the declaration gives digits before and after the point, else text. */
    private static String decimal(String declared) {
        Matcher precision = PRECISION.matcher(declared);
        if (declared.equals("money")) {
            return "DECIMAL(19,2)";
        }
        if (!precision.find()) {
            return "VARCHAR";
        }
        int scale = Integer.parseInt(precision.group(2));
        int digits = Math.max(Integer.parseInt(precision.group(1)) - Math.min(scale, 0), scale);
        return digits > MAX_DIGITS ? "VARCHAR" : "DECIMAL(" + digits + "," + Math.max(scale, 0) + ")";
    }
}
