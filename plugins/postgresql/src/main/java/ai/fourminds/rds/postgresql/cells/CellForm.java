package ai.fourminds.rds.postgresql.cells;

import ai.fourminds.rds.plugin.catalogue.CellType;
import java.util.Set;

/** The SQL that requests a column's cells in the form in which they are written. Immutable. */
public enum CellForm {
    /** The text of the type's own output function, which needs no quotes beyond COPY's. */
    BARE("{}", false),
    /** The text of the type's own output function. */
    TEXT("{}", true),
    /** {@code true}, not {@code t}. */
    BOOLEAN("{}::pg_catalog.text", false),
    /** Without the currency sign and the grouping of the server's locale. */
    MONEY("{}::pg_catalog.numeric", false),
    /** The session is in UTC, so every offset is {@code +00}; {@code infinity} has none. */
    TIMESTAMPTZ("pg_catalog.replace({}::pg_catalog.text, '+00', '+00:00')", false),
    TIMETZ("pg_catalog.regexp_replace({}::pg_catalog.text, '([+-][0-9][0-9])$', '\\1:00')", false),
    /** Arrays and hstore; jsonb's own layout is that of {@code json.dumps}. */
    JSONB("pg_catalog.to_jsonb({})", false),
    MONEY_ARRAY("pg_catalog.to_jsonb({}::pg_catalog.numeric[])", false),
    /**
     * Elements as text of their own output function. A type that did not come with the server may have a cast to json,
     * which to_jsonb would use, inside composites too: PostGIS's rounds coordinates and fails on curves.
     */
    TEXT_ARRAY("pg_catalog.to_jsonb({}::pg_catalog.text[])", false),
    /** Elements as numbers: jsonb would quote an oid. */
    OID_ARRAY("pg_catalog.to_jsonb({}::pg_catalog.int8[])", false),
    /** jsonb's numbers have no negative zero; json's do. */
    FLOAT_ARRAY(
            "CASE WHEN '-0' OPERATOR(pg_catalog.=) ANY ({}::pg_catalog.text[])"
                    + " THEN pg_catalog.replace(pg_catalog.to_json({})::pg_catalog.text, ',', ', ')"
                    + " ELSE pg_catalog.to_jsonb({})::pg_catalog.text END",
            false),
    /**
     * Elements as stored. What json allows and jsonb does not (a NUL, half a surrogate pair, huge exponents) would end
     * the export, and a repeated key would lose a value.
     */
    JSON_ARRAY(
            "CASE WHEN pg_catalog.array_ndims({}) OPERATOR(pg_catalog.=) 1 THEN pg_catalog.concat('[',"
                    + " (SELECT pg_catalog.string_agg(coalesce(u.e::pg_catalog.text, 'null'), ', ' ORDER BY u.n)"
                    + " FROM pg_catalog.unnest({}) WITH ORDINALITY AS u(e, n)), ']')"
                    + " ELSE pg_catalog.to_json({})::pg_catalog.text END",
            true),
    /** Arrays that hold json at a deeper level; without spaces between elements. */
    JSON_WITHIN("pg_catalog.to_json({})", true),
    /** Not exported. */
    BINARY("", false);

    // Oids of built-in types, the same on all servers (pg_type.dat).
    private static final int BOOL = 16;
    private static final int BYTEA = 17;
    private static final int OID = 26;
    private static final int JSON = 114;
    private static final Set<Integer> FLOATS = Set.of(700, 701);
    private static final int CASH = 790;
    private static final int TIMESTAMP_WITH_ZONE = 1184;
    private static final int TIME_WITH_ZONE = 1266;

    /** The first oid of objects of users and extensions (FirstNormalObjectId). */
    private static final int OWN = 16384;

    /**
     * int8 int2 int4 oid float4 float8 macaddr8 macaddr inet cidr numeric date time timestamp interval bit uuid jsonb.
     */
    private static final Set<Integer> NEVER_PADDED =
            Set.of(20, 21, 23, 26, 700, 701, 774, 829, 869, 650, 1700, 1082, 1083, 1114, 1186, 1560, 1562, 2950, 3802);

    private final String template;
    private final boolean mayNeedQuotes;

    CellForm(String template, boolean mayNeedQuotes) {
        this.template = template;
        this.mayNeedQuotes = mayNeedQuotes;
    }

    /** Returns the form of a type. */
    public static CellForm of(Leaf leaf) {
        if (leaf.type() == BYTEA) {
            return BINARY;
        }
        return leaf.arrays() > 0 ? ofArray(leaf) : leaf.hstore() ? JSONB : ofType((int) leaf.type());
    }

    private static CellForm ofArray(Leaf leaf) {
        if (leaf.type() == CASH) {
            return MONEY_ARRAY;
        }
        if (leaf.type() == JSON && leaf.arrays() == 1) {
            return JSON_ARRAY;
        }
        if (leaf.arrays() == 1 && leaf.mayCastToJson()) {
            return TEXT_ARRAY;
        }
        if (leaf.arrays() == 1 && leaf.type() == OID) {
            return OID_ARRAY;
        }
        if (leaf.arrays() == 1 && FLOATS.contains((int) leaf.type())) {
            return FLOAT_ARRAY;
        }
        return leaf.holdsJson() ? JSON_WITHIN : JSONB;
    }

    private static CellForm ofType(int type) {
        return switch (type) {
            case BOOL -> BOOLEAN;
            case CASH -> MONEY;
            case TIMESTAMP_WITH_ZONE -> TIMESTAMPTZ;
            case TIME_WITH_ZONE -> TIMETZ;
            default -> NEVER_PADDED.contains(type) ? BARE : TEXT;
        };
    }

    /**
     * A type after domains and arrays are unwrapped.
     *
     * @param type its oid
     * @param arrays the number of arrays unwrapped
     * @param hstore whether it is hstore, the extension's type
     * @param holdsJson whether it is json, or a composite that holds json at any depth
     * @param holdsCast whether it is a composite that holds, at any depth, a type with a cast of its own to json
     * @param kind the value of {@code pg_type.typtype}
     * @param castsToText whether it has its own cast to text
     */
    public record Leaf(
            long type,
            int arrays,
            boolean hstore,
            boolean holdsJson,
            boolean holdsCast,
            String kind,
            boolean castsToText) {

        /** Ignores casts of composites themselves, and hstore's, which is the wanted one. */
        boolean mayCastToJson() {
            return isComposite() ? holdsCast : type >= OWN && !hstore;
        }

        /** Returns the type of cells of this form. */
        public CellType cells() {
            if (arrays > 0 || hstore) {
                return CellType.JSON;
            }
            return switch ((int) type) {
                case BOOL -> CellType.BOOLEAN;
                case 20 -> CellType.INT64;
                case 21 -> CellType.INT16;
                case 23 -> CellType.INT32;
                case OID -> CellType.UINT32;
                case 700 -> CellType.FLOAT32;
                case 701 -> CellType.FLOAT64;
                case CASH, 1700 -> CellType.DECIMAL;
                case 1082 -> CellType.DATE;
                case 1083 -> CellType.TIME;
                case 1114 -> CellType.TIMESTAMP;
                case TIMESTAMP_WITH_ZONE -> CellType.TIMESTAMP_UTC;
                case 2950 -> CellType.UUID;
                case JSON, 3802 -> CellType.JSON;
                default -> CellType.TEXT;
            };
        }

        boolean isEnum() {
            return kind.equals("e");
        }

        boolean isComposite() {
            return kind.equals("c");
        }

        boolean isPseudo() {
            return kind.equals("p");
        }
    }

    String template() {
        return template;
    }

    public String expression(String column) {
        return template.replace("{}", column);
    }

    public boolean mayNeedQuotes() {
        return mayNeedQuotes;
    }
}
