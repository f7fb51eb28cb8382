package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.export.FileNames;
import ai.fourminds.rds.export.TableChoice;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Selects the requested tables among those that the catalogue lists. Typed text never becomes SQL. Stateless. */
public final class Selection {

    private static final String LISTED = "The command 'fourminds-rds tables' lists what there is.";

    private Selection() {}

    public static List<TableTask> of(Request request, List<TableInfo> listed) throws ExportFault {
        TableChoice choice = new TableChoice(listed);
        List<TableInfo> tables = request.tables().isEmpty() ? matching(request, choice) : named(request, choice);
        List<String> names = tables.stream().map(t -> t.name().qualified()).toList();
        List<String> folders =
                new FileNames(FileNames.Characters.HADOOP, request.form().ending()).assign(names);
        List<TableTask> tasks = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            tasks.add(new TableTask(tables.get(i), folders.get(i)));
        }
        return tasks;
    }

    /** Returns the request's choice of tables as arguments, equal for equal requests. */
    public static List<String> words(Request request) {
        if (!request.tables().isEmpty()) {
            return request.tables();
        }
        List<String> words = new ArrayList<>(List.of("--all"));
        request.include().forEach(pattern -> words.addAll(List.of("--include", pattern)));
        request.exclude().forEach(pattern -> words.addAll(List.of("--exclude", pattern)));
        return words;
    }

    /** Refuses a pattern that matches no table. */
    private static List<TableInfo> matching(Request request, TableChoice choice) throws ExportFault {
        for (String pattern : request.include()) {
            if (choice.matching(List.of(pattern), List.of()).isEmpty()) {
                throw new ExportFault("--include: no table matches '" + pattern + "'.", LISTED);
            }
        }
        List<TableInfo> found = choice.matching(request.include(), request.exclude());
        if (found.isEmpty() && !request.exclude().isEmpty()) {
            throw new ExportFault("--exclude leaves no table.", LISTED);
        }
        return found;
    }

    private static List<TableInfo> named(Request request, TableChoice choice) throws ExportFault {
        Set<TableInfo> found = new LinkedHashSet<>();
        for (String typed : request.tables()) {
            found.add(named(typed, choice.named(typed)));
        }
        return List.copyOf(found);
    }

    private static TableInfo named(String typed, List<TableInfo> found) throws ExportFault {
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.size() > 1) {
            String names = found.stream().map(t -> t.name().qualified()).collect(Collectors.joining(", "));
            throw new ExportFault("More than one table is called '" + typed + "'.", "Name one of: " + names + ".");
        }
        throw new ExportFault(
                "There is no base table '" + typed + "'.", LISTED + " Spark reads a view itself, through JDBC.");
    }
}
