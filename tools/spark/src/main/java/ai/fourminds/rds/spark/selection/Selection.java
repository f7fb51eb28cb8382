package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables that a request means, among those that the catalogue lists; nothing typed goes further. Stateless. */
public final class Selection {

    private Selection() {}

    public static List<TableTask> of(Request request, List<TableInfo> listed) throws ExportFault {
        List<TableInfo> tables = request.tables().isEmpty() ? matching(request, listed) : named(request, listed);
        List<String> names = tables.stream().map(t -> t.name().qualified()).toList();
        List<String> folders = FolderName.assign(names, request.form().ending());
        List<TableTask> tasks = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            tasks.add(new TableTask(tables.get(i), folders.get(i)));
        }
        return tasks;
    }

    /** What was asked for, such that the same words ask for the same. */
    public static List<String> words(Request request) {
        if (!request.tables().isEmpty()) {
            return request.tables();
        }
        List<String> words = new ArrayList<>(List.of("--all"));
        request.include().forEach(pattern -> words.addAll(List.of("--include", pattern)));
        request.exclude().forEach(pattern -> words.addAll(List.of("--exclude", pattern)));
        return words;
    }

    private static List<TableInfo> matching(Request request, List<TableInfo> listed) {
        List<Pattern> wanted =
                request.include().stream().map(Selection::pattern).toList();
        List<Pattern> unwanted =
                request.exclude().stream().map(Selection::pattern).toList();
        return listed.stream()
                .filter(table -> wanted.isEmpty() || matchesAny(wanted, table))
                .filter(table -> !matchesAny(unwanted, table))
                .toList();
    }

    private static boolean matchesAny(List<Pattern> patterns, TableInfo table) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(table.name().qualified()).matches());
    }

    /** A part of a name, or with {@code *} or {@code ?} in it a pattern of the whole name, as on the command line. */
    private static Pattern pattern(String text) {
        boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        String regex = glob ? globbed(text) : ".*" + Pattern.quote(text) + ".*";
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    private static String globbed(String text) {
        return text.codePoints()
                .mapToObj(point -> switch (point) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(point));
                })
                .collect(Collectors.joining());
    }

    private static List<TableInfo> named(Request request, List<TableInfo> listed) throws ExportFault {
        Set<TableInfo> found = new LinkedHashSet<>();
        for (String typed : request.tables()) {
            found.add(named(typed, listed));
        }
        return List.copyOf(found);
    }

    private static TableInfo named(String typed, List<TableInfo> listed) throws ExportFault {
        List<Predicate<TableInfo>> readings = List.of(
                table -> table.name().qualified().equals(typed),
                table -> table.name().name().equals(typed),
                table -> table.name().qualified().equalsIgnoreCase(typed),
                table -> table.name().name().equalsIgnoreCase(typed));
        for (Predicate<TableInfo> reading : readings) {
            List<TableInfo> found = listed.stream().filter(reading).toList();
            if (found.size() == 1) {
                return found.get(0);
            }
            if (found.size() > 1) {
                String names = found.stream().map(t -> t.name().qualified()).collect(Collectors.joining(", "));
                throw new ExportFault("More than one table is called '" + typed + "'.", "Name one of: " + names + ".");
            }
        }
        throw new ExportFault(
                "There is no base table '" + typed + "'.",
                "The command 'fourminds-rds tables' lists what there is. Spark reads a view itself, through JDBC.");
    }
}
