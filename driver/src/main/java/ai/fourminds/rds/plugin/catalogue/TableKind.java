package ai.fourminds.rds.plugin.catalogue;

/** What can be exported as a table. */
public enum TableKind {
    /** A base table; of a partitioned one, the whole or a partition. */
    TABLE("table"),
    /** A stored query. */
    VIEW("view"),
    /** A stored query with its stored result. */
    MATERIALIZED_VIEW("materialized-view"),
    /** A table of another server. */
    FOREIGN_TABLE("foreign-table");

    private final String word;

    TableKind(String word) {
        this.word = word;
    }

    /** As listings and manifests spell it. */
    public String word() {
        return word;
    }
}
