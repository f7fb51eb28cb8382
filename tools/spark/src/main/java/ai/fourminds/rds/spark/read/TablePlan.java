package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the tasks read one table.
 *
 * @param pieces the parts that together are the table
 * @param rowsAtOnce the most rows that a reader may hold in memory
 */
public record TablePlan(List<Piece> pieces, int rowsAtOnce) {

    private static final int MAX_ROWS = 10_000;
    /** Measured on the server's disk, where columns may be compressed. */
    private static final long MAX_BYTES = 4L << 20;

    /** The predicate that every row meets. */
    public static final String EVERYTHING = "1=1";

    /**
     * A relation, and conditions of which every row meets exactly one.
     *
     * @param relation the quoted text after FROM
     * @param conditions one per task, never empty
     */
    public record Piece(String relation, List<String> conditions) {
        public Piece {
            conditions = List.copyOf(conditions);
        }

        static Piece whole(String relation) {
            return new Piece(relation, List.of(EVERYTHING));
        }

        private Stream<String> queries(String columns) {
            return conditions.stream().map(where -> "SELECT " + columns + " FROM " + relation + " WHERE " + where);
        }
    }

    public TablePlan {
        pieces = List.copyOf(pieces);
    }

    /** Returns the plan; rows of unknown width count as narrow. */
    static TablePlan of(TableInfo table, List<Piece> pieces) {
        long rows = table.estimatedRows();
        long fitting = rows == 0 ? MAX_ROWS : MAX_BYTES / Math.max(1, table.sizeBytes() / rows);
        return new TablePlan(pieces, (int) Math.max(1, Math.min(MAX_ROWS, fitting)));
    }

    /** Returns one query per task; {@code columns} are quoted. */
    public List<String> queries(String columns) {
        return pieces.stream().flatMap(piece -> piece.queries(columns)).toList();
    }
}
