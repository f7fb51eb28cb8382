package ai.fourminds.rds.plugins.mysql.cells;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugins.mysql.session.Server;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the server is asked to write a column's cells. Everything arrives as a string: it is what the text protocol carries
 * anyway, and native drivers hand strings over as bytes, but not numbers and dates. Immutable.
 */
public enum CellForm {
    /** Strings, in whatever character set; the session has them converted. */
    TEXT("{}", "{}"),
    /** Types of which the server's own text is right, and never needs quotes. */
    BARE("CAST({} AS CHAR)", "{}"),
    /** The same, where it may need them. */
    CAST_TEXT("CAST({} AS CHAR)", "{}"),
    /** A double whose text has as many digits as it needs, which is dear to find: better here than on the server. */
    DOUBLE("CAST({} AS CHAR)", "POINT({}, 0)"),
    /** As a double, which holds every single exactly; the server would round a single to six digits. */
    FLOAT("CAST({} + 0e0 AS CHAR)"),
    /** As a number of its own sign: Connector/J calls {@code tinyint(1)} a BIT, too. */
    BIT("CAST({} + 0 AS CHAR)"),
    WKT("ST_AsText({})"),
    /** With x before y, as the value is stored and as everyone but MySQL 8 reads WKT, whatever the reference system says. */
    WKT_AS_STORED("ST_AsText(ST_SRID({}, 0))"),
    /** The singles themselves, which the servers' text rounds to six digits. */
    VECTOR("HEX({})"),
    /** Not written at all. */
    BINARY(""),
    /** Not readable by this user. */
    DENIED("");

    private static final Set<String> BINARIES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "var_string binary");

    private static final Set<String> STRINGS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");

    private static final Set<String> NEVER_QUOTED = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint",
            "decimal",
            "double",
            "date",
            "time",
            "datetime",
            "timestamp",
            "year",
            "uuid",
            "inet4",
            "inet6");

    private static final Set<String> GEOMETRIES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    private final String template;
    private final String templateAsSent;

    CellForm(String template) {
        this(template, template);
    }

    /** @param templateAsSent for those who read the wire themselves */
    CellForm(String template, String templateAsSent) {
        this.template = template;
        this.templateAsSent = templateAsSent;
    }

    /** The form of a table's column, of whose type more is known than of a query's. */
    public static CellForm ofColumn(String declaredType, @Nullable String collation, Server server) {
        // With (M,D) or zerofill, the server's text has digits that the value does not need.
        String type = declaredType.toLowerCase(Locale.ROOT);
        boolean needed = type.equals("double") || type.equals("double unsigned");
        return needed ? DOUBLE : of(declaredType, collation, server);
    }

    /**
     * The form of a declared type.
     *
     * @param declaredType as the server shows it: {@code decimal(12,2) unsigned}
     * @param collation of string types; {@code binary} for strings that are none
     */
    public static CellForm of(String declaredType, @Nullable String collation, Server server) {
        String type = base(declaredType);
        if (BINARIES.contains(type) || ("binary".equals(collation) && STRINGS.contains(type))) {
            return BINARY;
        }
        if (STRINGS.contains(type)) {
            return TEXT;
        }
        if (NEVER_QUOTED.contains(type)) {
            return BARE;
        }
        if (GEOMETRIES.contains(type)) {
            return server.hasAxisOrder() ? WKT_AS_STORED : WKT;
        }
        return switch (type) {
            case "float" -> FLOAT;
            case "bit" -> BIT;
            case "vector" -> VECTOR;
            default -> CAST_TEXT;
        };
    }

    public static boolean isGeometry(String declaredType) {
        return GEOMETRIES.contains(base(declaredType));
    }

    /** What the cells of a declared type say. */
    public static CellType cells(String declaredType) {
        String type = declaredType.toLowerCase(Locale.ROOT);
        boolean unsigned = type.contains(" unsigned");
        return switch (base(type)) {
            case "tinyint" -> unsigned ? CellType.UINT8 : CellType.INT8;
            case "smallint" -> unsigned ? CellType.UINT16 : CellType.INT16;
            case "mediumint", "int", "integer" -> unsigned ? CellType.UINT32 : CellType.INT32;
            case "bigint" -> unsigned ? CellType.UINT64 : CellType.INT64;
            case "year" -> CellType.UINT16;
            case "bit" -> CellType.UINT64;
            case "decimal" -> CellType.DECIMAL;
            case "float" -> CellType.FLOAT32;
            case "double" -> CellType.FLOAT64;
            case "date" -> CellType.DATE;
            case "time" -> CellType.DURATION;
            case "datetime", "timestamp" -> CellType.TIMESTAMP;
            case "uuid" -> CellType.UUID;
            case "json" -> CellType.JSON;
            default -> CellType.TEXT;
        };
    }

    private static String base(String declaredType) {
        int end = 0;
        while (end < declaredType.length() && declaredType.charAt(end) != '(' && declaredType.charAt(end) != ' ') {
            end++;
        }
        return declaredType.substring(0, end).toLowerCase(Locale.ROOT);
    }

    public String expression(String column) {
        return template.replace("{}", column);
    }

    public String expressionAsSent(String column) {
        return templateAsSent.replace("{}", column);
    }

    /** Whether the text protocol brings the cell as it is to be written. */
    public boolean isRightAsItComes() {
        return this == TEXT || this == BARE || this == CAST_TEXT;
    }

    /** Whether a cell may hold what CSV quotes; a point's WKT holds commas only in shapes of several points. */
    public boolean mayNeedQuotes() {
        return this != BARE && this != FLOAT && this != DOUBLE && this != BIT;
    }
}
