package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportTasks;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of {@code export} for the database and its tables or queries. For one thread. */
final class ExportSelection {
    @Parameters(index = "0", paramLabel = "INSTANCE", description = "DB instance identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "TABLE", description = "Tables to export.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--all", description = "All tables of the database.")
    private boolean all;

    @Option(
            names = "--include",
            paramLabel = "PATTERN",
            description = "All tables whose qualified name matches; may be repeated.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "PATTERN",
            description = "All tables but those whose qualified name matches; may be repeated.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--views",
            description = "All views and materialised views instead of tables; with --all, tables as well.")
    private boolean views;

    @Option(
            names = "--columns",
            paramLabel = "[TABLE=]NAME,...",
            description = "These columns only, in this order; names with commas in double quotes. May be repeated.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--exclude-columns",
            paramLabel = "[TABLE=]NAME,...",
            description = "All columns but these. May be repeated.")
    private List<String> excludeColumns = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "[TABLE=]SQL",
            description = "Rows that meet one condition only, of TABLE or of all. May be repeated.")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--sample",
            paramLabel = "[TABLE=]N",
            description = "N rows, drawn at random, of TABLE or of each. May be repeated.")
    private List<String> sample = new ArrayList<>();

    @Option(
            names = "--query",
            paramLabel = "[NAME=]SQL",
            description = "The result of a read-only query instead of tables, in a file called NAME; may be repeated.")
    private List<String> queries = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "What to call the one query's file. Default: query.")
    private @Nullable String name;

    /**
     * {@code NAME=} in front of a query. A name that a query could begin with counts only if a query's keyword follows.
     */
    private static final Pattern NAMED = Pattern.compile("(?is)([\\p{L}\\p{N}_.-]+(?==)"
            + "|(?!(?:select|with|values|table)\\b|[\\s(/#]|--)[^=]+(?==[\\s(]*(?:select|with|values|table)\\b))=(.*)");

    /** Statements that a read-only transaction refuses, each server with a message of its own. */
    private static final Pattern WRITES = Pattern.compile(
            "(?is)(?>\\s+|\\(|--[^\\n]*\\n|/[*].*?[*]/)*+(insert|update|delete|merge|replace|truncate|create|alter|drop|rename"
                    + "|grant|revoke|copy|load|call|do|lock|vacuum)\\b.*");

    private TableSelection selection() {
        return new TableSelection(tables, all, views, include, exclude, columns, excludeColumns, where, sample);
    }

    /** Refuses contradictory options before a connection is opened. */
    void check(boolean toStandardOutput) throws CommandFailure {
        boolean patterns = selection().byPatterns();
        int ways = (tables.isEmpty() ? 0 : 1) + (patterns ? 1 : 0) + (queries.isEmpty() ? 0 : 1);
        if (ways != 1) {
            throw usage(
                    "Say what to export: TABLE..., --all (or --include, --exclude, --views), or --query SQL, and only"
                            + " one of them.");
        }
        if (queries.isEmpty() && name != null) {
            throw usage("--name goes with --query.");
        }
        if (!queries.isEmpty() && selection().inPart()) {
            throw usage("--columns, --exclude-columns, --where and --sample go with tables; a query says it in SQL.");
        }
        for (String sql : named().values()) {
            refuseWrites(sql);
        }
        if (toStandardOutput && (patterns || tables.size() > 1 || queries.size() > 1)) {
            throw usage("--out - takes exactly one table or query.");
        }
    }

    private static void refuseWrites(String sql) throws CommandFailure {
        Matcher writes = WRITES.matcher(sql);
        if (writes.matches()) {
            throw CommandFailure.usage(
                    "query-writes",
                    "--query is read-only, and " + writes.group(1).toUpperCase(Locale.ROOT) + " is not.",
                    "Give a query that reads, such as SELECT ... or WITH ... SELECT.");
        }
    }

    private Map<String, String> named() throws CommandFailure {
        Map<String, String> named = new LinkedHashMap<>();
        if (name != null) {
            if (queries.size() > 1) {
                throw usage("--name goes with one query; of several, each says --query NAME=SQL.");
            }
            named.put(name, queries.get(0));
            return named;
        }
        for (String query : queries) {
            Matcher both = NAMED.matcher(query);
            String called = both.matches() ? both.group(1) : "query";
            if (named.put(called, both.matches() ? both.group(2) : query) != null) {
                throw usage(
                        "Two queries are called '" + called + "'; each says --query NAME=SQL with a name of its own.");
            }
        }
        return named;
    }

    /** Returns the tasks; queries the catalogue unless the tasks are queries. */
    List<ExportTask> tasks(Session session, ExportLimits limits) throws SQLException, CommandFailure {
        if (!queries.isEmpty()) {
            return ExportTasks.ofQueries(named(), limits);
        }
        try (OpenedDatabase opened = session.open(instance, database)) {
            return selection().tasks(opened, limits);
        }
    }

    /** Returns the selection as arguments, equal for equal selections. */
    List<String> words(List<ExportTask> tasks) {
        if (queries.isEmpty()) {
            return selection().words(tasks);
        }
        List<String> words = new ArrayList<>();
        if (queries.size() == 1) {
            words.addAll(List.of("--query", ((ExportSource.OfQuery) tasks.get(0).source()).sql()));
            words.addAll(List.of("--name", tasks.get(0).name()));
        } else {
            queries.forEach(query -> words.addAll(List.of("--query", query)));
        }
        return words;
    }

    RdsDatabase source(Session session) throws SQLException {
        return session.database(instance, database);
    }

    String database() {
        return database;
    }

    private static CommandFailure usage(String headline) {
        return CommandFailure.usage("export-arguments", headline, "See: fourminds-rds export --help");
    }
}
