package ai.fourminds.rds.postgresql;

import java.util.Set;

/** How the server is asked to write a column's cells. Immutable. */
enum CellForm {
    /** As the type's own output function writes it, which never needs quotes beyond COPY's. */
    BARE("{}", false),
    /** As the type's own output function writes it. */
    TEXT("{}", true),
    /** {@code true}, not {@code t}. */
    BOOLEAN("{}::pg_catalog.text", false),
    /** Without the currency and the grouping of the server's locale. */
    MONEY("{}::pg_catalog.numeric", false),
    /** The session is in UTC, so the offset is {@code +00} wherever there is one; {@code infinity} has none. */
    TIMESTAMPTZ("pg_catalog.replace({}::pg_catalog.text, '+00', '+00:00')", false),
    TIMETZ("pg_catalog.regexp_replace({}::pg_catalog.text, '([+-][0-9][0-9])$', '\\1:00')", false),
    /** Arrays and hstore: jsonb's own layout is that of {@code json.dumps}. */
    JSONB("pg_catalog.to_jsonb({})", false),
    MONEY_ARRAY("pg_catalog.to_jsonb({}::pg_catalog.numeric[])", false),
    /** Not written at all. */
    BINARY("", false);

    // Object identifiers of built-in types; fixed for all servers (pg_type.dat).
    private static final int BOOL = 16;
    private static final int BYTEA = 17;
    private static final int CASH = 790;
    private static final int TIMESTAMP_WITH_ZONE = 1184;
    private static final int TIME_WITH_ZONE = 1266;

    /** int8 int2 int4 oid float4 float8 macaddr8 macaddr inet cidr numeric date time timestamp interval bit uuid jsonb. */
    private static final Set<Integer> NEVER_PADDED =
            Set.of(20, 21, 23, 26, 700, 701, 774, 829, 869, 650, 1700, 1082, 1083, 1114, 1186, 1560, 1562, 2950, 3802);

    private final String template;
    private final boolean mayNeedQuotes;

    CellForm(String template, boolean mayNeedQuotes) {
        this.template = template;
        this.mayNeedQuotes = mayNeedQuotes;
    }

    /**
     * The form of a type.
     *
     * @param leaf the type that remains when domains and arrays are unwrapped
     * @param array whether an array was unwrapped on the way
     * @param hstore whether the leaf is the extension's hstore
     */
    static CellForm of(long leaf, boolean array, boolean hstore) {
        if (leaf == BYTEA) {
            return BINARY;
        }
        if (array && leaf == CASH) {
            return MONEY_ARRAY;
        }
        if (array || hstore) {
            return JSONB;
        }
        return switch ((int) leaf) {
            case BOOL -> BOOLEAN;
            case CASH -> MONEY;
            case TIMESTAMP_WITH_ZONE -> TIMESTAMPTZ;
            case TIME_WITH_ZONE -> TIMETZ;
            default -> NEVER_PADDED.contains((int) leaf) ? BARE : TEXT;
        };
    }

    String expression(String column) {
        return template.replace("{}", column);
    }

    boolean mayNeedQuotes() {
        return mayNeedQuotes;
    }
}
