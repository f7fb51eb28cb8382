package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.postgresql.cells.BinaryCell;
import ai.fourminds.rds.postgresql.cells.CellForm;
import ai.fourminds.rds.postgresql.cells.WireType;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * A column to export. Immutable.
 *
 * @param name the exact name, as in the header
 * @param reference the column in SQL, quoted
 * @param declaredType as {@code format_type} returns it
 * @param nullable whether it may hold NULL; true if unknown
 * @param form how the server writes its cells
 * @param cells the type of its cells
 * @param binary how its cells are requested in binary; null if only the server can write them
 * @param postgis the extension, if it is a geometry of PostGIS; or null
 */
public record SourceColumn(
        String name,
        String reference,
        String declaredType,
        boolean nullable,
        CellForm form,
        CellType cells,
        @Nullable BinaryCell binary,
        @Nullable Postgis postgis) {

    /**
     * An installation of PostGIS.
     *
     * @param schema the schema of its functions, quoted
     * @param rounds whether its version is one before 3.1, whose WKT has fifteen digits at most
     */
    public record Postgis(String schema, boolean rounds) {}

    private static final String BINARY = "binary";

    boolean isBinary() {
        return form == CellForm.BINARY;
    }

    /** Returns the same column with a geometry of PostGIS written as WKT. */
    SourceColumn asWkt() throws SQLException {
        if (postgis == null) {
            return this;
        }
        if (postgis.rounds()) {
            throw new SQLFeatureNotSupportedException(
                    "PostGIS before 3.1 rounds coordinates in WKT, those of column " + reference
                            + " too: export with --geometry ewkb",
                    "0A000");
        }
        // Forty digits are enough for any double.
        String text = postgis.schema() + ".st_astext(" + reference + ", 40)";
        BinaryCell sent = new BinaryCell("{}", WireType.TEXT);
        return new SourceColumn(name, text, declaredType, nullable, CellForm.TEXT, cells, sent, postgis);
    }

    String expression() {
        return form.expression(reference);
    }

    ColumnInfo info() {
        return new ColumnInfo(name, declaredType, nullable, isBinary() ? BINARY : null);
    }

    ExportedColumn exported() {
        return new ExportedColumn(name, declaredType, cells);
    }

    DroppedColumn dropped() {
        return new DroppedColumn(name, declaredType, BINARY);
    }
}
