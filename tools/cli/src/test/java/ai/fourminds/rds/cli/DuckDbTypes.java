package ai.fourminds.rds.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * DuckDB's type for a declared type, by the table of the export page. Immutable.
 *
 * @param byBase DuckDB's types by the declared type without what is in parentheses
 */
record DuckDbTypes(Map<String, String> byBase) {
    private static final Path PAGE = Path.of("../../docs/export.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern PARENTHESES = Pattern.compile("\\(([0-9ps, ]+)\\)");

    static DuckDbTypes ofTheExportPage(boolean postgresql) throws IOException {
        Map<String, String> types = new HashMap<>();
        List<String> lines = Files.readAllLines(PAGE);
        int header = lines.indexOf("| DuckDB | PostgreSQL | MySQL, MariaDB |");
        for (String line : lines.subList(header + 2, lines.size())) {
            if (!line.startsWith("|")) {
                break;
            }
            String[] cells = line.split("\\|", -1);
            String duck = codes(cells[1]).get(0);
            codes(cells[postgresql ? 2 : 3]).forEach(type -> types.put(base(type), duck));
        }
        return new DuckDbTypes(Map.copyOf(types));
    }

    String of(String declared) {
        if (declared.endsWith("[]")) {
            return "JSON";
        }
        String type = byBase.getOrDefault(base(declared), "VARCHAR");
        if (!type.equals("DECIMAL(p,s)")) {
            return type;
        }
        return PARENTHESES
                .matcher(declared)
                .results()
                .findFirst()
                .map(MatchResult::group)
                .map(precision -> "DECIMAL" + precision)
                .orElse("VARCHAR");
    }

    private static String base(String type) {
        return PARENTHESES.matcher(type).replaceAll("");
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }
}
