package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.query.QueryText;
import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.CellForm;
import ai.fourminds.rds.postgresql.session.SessionSettings;
import ai.fourminds.rds.postgresql.session.TableNames;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds a source's columns and how their cells are written. Stateless and thread-safe. */
final class Describer {

    private static final String RELATIONS = """
            SELECT w.place::pg_catalog.int4 AS place, c.oid::pg_catalog.int8 AS oid,
                   c.relkind::pg_catalog.text AS kind, pg_catalog.row_security_active(c.oid) AS row_security,
                   c.relkind = 'r'
                       AND EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid) AS has_children,
                   CASE WHEN c.relkind = 'r' AND c.relam = 2
                             AND pg_catalog.current_setting('server_version_num')::pg_catalog.int4 >= 140000
                             AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
                        THEN GREATEST(c.relpages, pg_catalog.pg_stat_get_live_tuples(c.oid) / 64)
                        ELSE 0 END::pg_catalog.int8 AS blocks
            FROM ROWS FROM (pg_catalog.unnest(CAST(:schemas AS pg_catalog.text[])),
                            pg_catalog.unnest(CAST(:names AS pg_catalog.text[])))
                 WITH ORDINALITY AS w(schema, name, place)
            JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
            JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
            """;

    private static final String COLUMNS_OF_RELATIONS = """
            SELECT a.attrelid::pg_catalog.int8 AS relation, a.attnum::pg_catalog.int4 AS ordinal,
                   a.attname::pg_catalog.text AS name, a.atttypid AS type, a.atttypmod AS modifier,
                   NOT a.attnotnull AS nullable
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = ANY (CAST(:relations AS pg_catalog.oid[])) AND a.attnum > 0 AND NOT a.attisdropped
            """;

    private static final String COLUMNS_OF_TYPES = """
            SELECT 0::pg_catalog.int8 AS relation, u.ordinal::pg_catalog.int4 AS ordinal, '' AS name, u.type,
                   -1 AS modifier, true AS nullable
            FROM pg_catalog.unnest(CAST(:types AS pg_catalog.oid[])) WITH ORDINALITY AS u(type, ordinal)
            """;

    /**
     * Unwraps domains and arrays, to any depth and in any order, down to the base type; also finds json (type 114)
     * within an array's elements. Handles each type once, however many columns have it.
     */
    private static final String TYPES = """
            WITH RECURSIVE col AS (
            %s
            ), unwrapped AS (
                SELECT DISTINCT c.type AS root, c.type AS leaf, 0 AS arrays, 0 AS depth
                FROM col c
                UNION ALL
                SELECT u.root,
                       CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END,
                       u.arrays + CASE WHEN t.typtype = 'd' THEN 0 ELSE 1 END,
                       u.depth + 1
                FROM unwrapped u
                JOIN pg_catalog.pg_type t ON t.oid = u.leaf
                WHERE t.typtype = 'd'
                   OR t.oid = (SELECT e.typarray FROM pg_catalog.pg_type e WHERE e.oid = t.typelem)
            ), part AS (
                SELECT u.root, u.leaf AS type
                FROM unwrapped u
                WHERE u.arrays > 0
                UNION
                SELECT p.root, x.type
                FROM part p
                JOIN pg_catalog.pg_type t ON t.oid = p.type
                CROSS JOIN LATERAL (
                    SELECT CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END
                    UNION ALL
                    SELECT a.atttypid
                    FROM pg_catalog.pg_attribute a
                    WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
                ) AS x(type)
            ), form AS (
                SELECT DISTINCT ON (u.root)
                       u.root,
                       u.leaf::pg_catalog.int8 AS leaf,
                       u.arrays,
                       EXISTS (
                           SELECT FROM part p WHERE p.root = u.root AND p.type = 114) AS holds_json,
                       EXISTS (
                           SELECT
                           FROM part p
                           JOIN pg_catalog.pg_type t ON t.oid = p.type
                           JOIN pg_catalog.pg_cast c ON c.castsource = t.oid AND c.casttarget = 114
                           WHERE p.root = u.root AND t.oid >= 16384 AND t.typtype <> 'c'
                               AND t.typname <> 'hstore') AS holds_cast,
                       EXISTS (
                           SELECT
                           FROM pg_catalog.pg_type t
                           JOIN pg_catalog.pg_depend d
                             ON d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid = t.oid
                                AND d.deptype = 'e'
                           JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                           WHERE t.oid = u.leaf AND t.typname = 'hstore' AND e.extname = 'hstore') AS is_hstore,
                       g.schema AS postgis_schema,
                       g.rounds AS postgis_rounds
                FROM unwrapped u
                LEFT JOIN (
                    SELECT t.oid AS type, pg_catalog.quote_ident(n.nspname) AS schema,
                           e.extversion ~ '^([0-2]|3[.]0)\\M' AS rounds
                    FROM pg_catalog.pg_extension e
                    JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
                    JOIN pg_catalog.pg_depend d
                      ON d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.refobjid = e.oid
                         AND d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.deptype = 'e'
                    JOIN pg_catalog.pg_type t ON t.oid = d.objid
                    WHERE e.extname = 'postgis' AND t.typname IN ('geometry', 'geography')
                ) AS g ON g.type = u.leaf AND u.arrays = 0
                ORDER BY u.root, u.depth DESC
            )
            SELECT c.relation, c.ordinal, c.name, pg_catalog.format_type(c.type, c.modifier) AS declared_type,
                   c.nullable AND NOT d.typnotnull AS nullable,
                   f.leaf, f.arrays, f.holds_json, f.holds_cast, f.is_hstore, l.typtype::pg_catalog.text AS kind,
                   EXISTS (
                       SELECT FROM pg_catalog.pg_cast p WHERE p.castsource = l.oid AND p.casttarget = 25) AS casts_to_text,
                   f.postgis_schema, f.postgis_rounds
            FROM col c
            JOIN form f ON f.root = c.type
            JOIN pg_catalog.pg_type l ON l.oid = f.leaf
            JOIN pg_catalog.pg_type d ON d.oid = c.type
            ORDER BY c.relation, c.ordinal
            """;

    private Describer() {}

    static CopySource describe(Handle handle, ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfQuery query) {
            return describe(handle, QueryText.single(query.sql(), PostgresqlRules.INSTANCE));
        }
        return describe(handle, ((ExportSource.OfTable) source).table());
    }

    static CopySource describe(Handle handle, TableName table) throws SQLException {
        String quoted = SqlName.quoted(table);
        CopySource found = describe(handle, List.of(table)).get(table);
        if (found == null) {
            throw new SQLSyntaxErrorException("table " + quoted + " does not exist", "42P01");
        }
        return found;
    }

    /** Describes the tables that exist, in two statements, whatever their number. */
    static Map<TableName, CopySource> describe(Handle handle, List<TableName> tables) throws SQLException {
        Map<TableName, CopySource.Relation> relations = new HashMap<>();
        TableNames.bound(handle.createQuery(RELATIONS), tables)
                .map((row, context) -> relation(row, tables.get(row.getInt("place") - 1)))
                .forEach(entry -> relations.put(entry.getKey(), entry.getValue()));
        String oids = relations.values().stream()
                .map(relation -> Long.toString(relation.oid()))
                .collect(Collectors.joining(",", "{", "}"));
        Map<Long, List<SourceColumn>> columns = new HashMap<>();
        handle.createQuery(types(COLUMNS_OF_RELATIONS))
                .bind("relations", oids)
                .map((row, context) -> columns.computeIfAbsent(row.getLong("relation"), oid -> new ArrayList<>())
                        .add(tableColumn(row)))
                .list();
        Map<TableName, CopySource> found = new HashMap<>();
        String encoding = TextBytes.encoding(handle);
        relations.forEach((table, relation) -> found.put(
                table, new CopySource(relation, columns.getOrDefault(relation.oid(), List.of()), encoding, "", 0)));
        return found;
    }

    /** The inheritance children of an ordinary table are exported on their own, not with it. */
    private static Map.Entry<TableName, CopySource.Relation> relation(ResultSet row, TableName table)
            throws SQLException {
        String kind = row.getString("kind");
        CopySource.Relation relation = new CopySource.Relation(
                (kind.equals("r") ? "ONLY " : "") + SqlName.quoted(table),
                kind,
                row.getBoolean("row_security"),
                row.getBoolean("has_children"),
                row.getLong("oid"),
                row.getLong("blocks"));
        return Map.entry(table, relation);
    }

    private static CopySource describe(Handle handle, String query) throws SQLException {
        // The line break ends a comment at the query's end.
        String inner = "(\n" + query + "\n) AS q";
        List<String> names = names(handle, inner);
        String aliases =
                IntStream.rangeClosed(1, names.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String from = names.isEmpty() ? inner : inner + "(" + aliases + ")";
        String array = typeArray(handle, from, names.size());
        // The query's own search path would hide the schemas of types.
        String path = SessionSettings.pinPath(handle).path();
        Query types = handle.createQuery(types(COLUMNS_OF_TYPES)).bind("types", array);
        List<SourceColumn> columns =
                types.map((row, context) -> queryColumn(row, names)).list();
        SessionSettings.setPath(handle, path);
        CopySource.Relation relation = new CopySource.Relation(from, "", false, false, 0, 0);
        return new CopySource(relation, columns, TextBytes.encoding(handle), "", 0);
    }

    private static String types(String columns) {
        return TYPES.replace("%s", columns);
    }

    /**
     * Returns the column names. Uses a plain statement, because a user's SQL may contain what Jdbi takes for
     * parameters.
     */
    private static List<String> names(Handle handle, String inner) throws SQLException {
        try (Statement statement = plain(handle);
                ResultSet none = statement.executeQuery("SELECT * FROM " + inner + " LIMIT 0")) {
            ResultSetMetaData metaData = none.getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                names.add(metaData.getColumnLabel(i));
            }
            return names;
        }
    }

    /** Returns the columns' types, including domains, which result set metadata would hide; does not run the query. */
    private static String typeArray(Handle handle, String from, int columns) throws SQLException {
        String each = IntStream.rangeClosed(1, columns)
                .mapToObj(i -> "pg_catalog.pg_typeof(q.c" + i + ")::pg_catalog.oid")
                .collect(Collectors.joining(", "));
        String sql = "SELECT ARRAY[" + each
                + "]::pg_catalog.oid[]::pg_catalog.text FROM (VALUES (1)) AS one(row) LEFT JOIN " + from + " ON false";
        try (Statement statement = plain(handle);
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Statement plain(Handle handle) throws SQLException {
        Statement statement = handle.getConnection().createStatement();
        statement.setEscapeProcessing(false);
        return statement;
    }

    private static SourceColumn tableColumn(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return column(row, name, SqlName.quoted(name));
    }

    private static SourceColumn queryColumn(ResultSet row, List<String> names) throws SQLException {
        int ordinal = row.getInt("ordinal");
        return column(row, names.get(ordinal - 1), "q.c" + ordinal);
    }

    private static SourceColumn column(ResultSet row, String name, String reference) throws SQLException {
        CellForm.Leaf leaf = new CellForm.Leaf(
                row.getLong("leaf"),
                row.getInt("arrays"),
                row.getBoolean("is_hstore"),
                row.getBoolean("holds_json"),
                row.getBoolean("holds_cast"),
                row.getString("kind"),
                row.getBoolean("casts_to_text"));
        return new SourceColumn(
                name,
                reference,
                row.getString("declared_type"),
                row.getBoolean("nullable"),
                CellForm.of(leaf),
                leaf.cells(),
                BinaryCell.of(leaf),
                postgis(row));
    }

    private static SourceColumn.@Nullable Postgis postgis(ResultSet row) throws SQLException {
        String schema = row.getString("postgis_schema");
        return schema == null ? null : new SourceColumn.Postgis(schema, row.getBoolean("postgis_rounds"));
    }
}
