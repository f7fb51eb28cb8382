package ai.fourminds.rds.plugin.catalogue;

/** The kinds of table that can be exported. */
public enum TableKind {
    /** A base table, a partitioned table as a whole, or a partition. */
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

    /** Returns the name in listings and manifests. */
    public String word() {
        return word;
    }
}
