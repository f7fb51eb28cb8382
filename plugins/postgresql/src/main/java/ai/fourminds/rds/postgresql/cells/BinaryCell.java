package ai.fourminds.rds.postgresql.cells;

import org.jspecify.annotations.Nullable;

/**
 * How a column's cells are requested in COPY's binary format for a {@link CellForm}. Immutable.
 *
 * @param template the expression, with {@code {}} for the column
 * @param type the type of the expression's values
 */
public record BinaryCell(String template, WireType type) {

    private static final String ITSELF = "{}";

    /** The text of the type's own output function: the cast uses it unless the type has its own cast to text. */
    private static final String CAST = "{}::pg_catalog.text";

    /** The same for types with their own cast to text, such as inet, whose cast adds the mask. */
    private static final String OUTPUT = "CASE WHEN {} IS NOT NULL THEN pg_catalog.concat({}) END";

    /** Returns null if only the server can write the cell. */
    public static @Nullable BinaryCell of(CellForm.Leaf leaf) {
        CellForm form = CellForm.of(leaf);
        return switch (form) {
            case BINARY -> null;
            case JSONB, MONEY_ARRAY, TEXT_ARRAY, OID_ARRAY -> new BinaryCell(form.template(), WireType.JSONB);
            case JSON_ARRAY, JSON_WITHIN, FLOAT_ARRAY -> new BinaryCell(form.template(), WireType.TEXT);
            case MONEY -> new BinaryCell(form.template(), WireType.NUMERIC);
            case BARE, TEXT, BOOLEAN, TIMESTAMPTZ, TIMETZ -> ofType(leaf);
        };
    }

    private static @Nullable BinaryCell ofType(CellForm.Leaf leaf) {
        WireType type = leaf.isEnum() ? WireType.TEXT : type((int) leaf.type());
        if (type != null) {
            return new BinaryCell(ITSELF, type);
        }
        if (leaf.isPseudo() || (leaf.isComposite() && leaf.castsToText())) {
            return null;
        }
        return new BinaryCell(leaf.castsToText() ? OUTPUT : CAST, WireType.TEXT);
    }

    /** Returns the type for the oid of a built-in type; these are the same on all servers (pg_type.dat). */
    private static @Nullable WireType type(int type) {
        return switch (type) {
            // name text json bpchar varchar
            case 19, 25, 114, 1042, 1043 -> WireType.TEXT;
            case 16 -> WireType.BOOL;
            case 20 -> WireType.INT8;
            case 21 -> WireType.INT2;
            case 23 -> WireType.INT4;
            case 26 -> WireType.OID;
            case 1082 -> WireType.DATE;
            case 1083 -> WireType.TIME;
            case 1114 -> WireType.TIMESTAMP;
            case 1184 -> WireType.TIMESTAMPTZ;
            case 1266 -> WireType.TIMETZ;
            case 1700 -> WireType.NUMERIC;
            case 2950 -> WireType.UUID;
            case 3802 -> WireType.JSONB;
            default -> null;
        };
    }

    public String expression(String column) {
        return template.replace(ITSELF, column);
    }
}
