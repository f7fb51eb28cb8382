package ai.fourminds.rds.plugins.mysql.cells;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugins.mysql.session.Server;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that requests a column's cells in the form in which they are written. All cells arrive as strings: the text
 * protocol carries strings anyway, and native drivers return the bytes of strings, but not of numbers and dates.
 * Immutable.
 */
public enum CellForm {
    /** Strings in any character set; the session converts them. */
    TEXT("{}", "{}"),
    /** Types whose text from the server is right and never needs quotes. */
    BARE("CAST({} AS CHAR)", "{}"),
    /** Types whose text from the server is right and may need quotes. */
    CAST_TEXT("CAST({} AS CHAR)", "{}"),
    /** A double, written with as few digits as needed. Finding these is expensive, so the client does it. */
    DOUBLE("CAST({} AS CHAR)", "POINT({}, 0)"),
    /**
     * Requested as a double, which holds every single precision value exactly; the server would round it to six digits.
     */
    FLOAT("CAST({} + 0e0 AS CHAR)"),
    /** A number with its own sign: Connector/J also calls {@code tinyint(1)} a BIT. */
    BIT("CAST({} + 0 AS CHAR)"),
    WKT("ST_AsText({})"),
    /** With x before y, as the value is stored and as all but MySQL 8 read WKT, whatever the reference system says. */
    WKT_AS_STORED("ST_AsText(ST_SRID({}, 0))"),
    /**
     * Stored are the reference system (4 bytes, little-endian), then WKB: its byte order (1), type (4), coordinates.
     * EWKB has the reference system after the type, in which a bit says so, and only if it is not 0.
     */
    EWKB("CONCAT('01', SUBSTR(HEX({}), 11, 6), IF(ST_SRID({}) = 0, '00', CONCAT('20', LEFT(HEX({}), 8))),"
            + " SUBSTR(HEX({}), 19))"),
    /** The exact single precision values, which the servers' text rounds to six digits. */
    VECTOR("HEX({})"),
    /** Not exported. */
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

    /** @param templateAsSent the SQL for readers of the wire protocol */
    CellForm(String template, String templateAsSent) {
        this.template = template;
        this.templateAsSent = templateAsSent;
    }

    /** Returns the form of a table's column, whose type is known better than a query's. */
    public static CellForm ofColumn(String declaredType, @Nullable String collation, Server server) {
        // With (M,D) or zerofill, the server's text has digits that the value does not need.
        String type = declaredType.toLowerCase(Locale.ROOT);
        boolean needed = type.equals("double") || type.equals("double unsigned");
        return needed ? DOUBLE : of(declaredType, collation, server);
    }

    /**
     * Returns the form of a declared type.
     *
     * @param declaredType as the server shows it: {@code decimal(12,2) unsigned}
     * @param collation for string types; {@code binary} for binary strings
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

    public boolean isWkt() {
        return this == WKT || this == WKT_AS_STORED;
    }

    public static boolean isGeometry(String declaredType) {
        return GEOMETRIES.contains(base(declaredType));
    }

    /** Returns the type of the cells of a declared type. */
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

    /** Returns whether the text protocol sends the cell as it is written. */
    public boolean isRightAsItComes() {
        return this == TEXT || this == BARE || this == CAST_TEXT;
    }

    /** Returns whether CSV may have to quote a cell; WKT contains commas only in shapes of several points. */
    public boolean mayNeedQuotes() {
        return this != BARE && this != FLOAT && this != DOUBLE && this != BIT;
    }
}
