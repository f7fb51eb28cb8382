package ai.fourminds.rds.spark.read;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one table is read.
 *
 * @param pieces what together is the table
 */
public record TablePlan(List<Piece> pieces) {

    /** What a predicate is that lets every row through. */
    public static final String EVERYTHING = "1=1";

    /**
     * A relation, and the conditions that each let a part of its rows through and together all of them, once.
     *
     * @param relation as it follows FROM, quoted
     * @param conditions never empty
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

    /** One query per task; {@code columns} are quoted. */
    public List<String> queries(String columns) {
        return pieces.stream().flatMap(piece -> piece.queries(columns)).toList();
    }
}
