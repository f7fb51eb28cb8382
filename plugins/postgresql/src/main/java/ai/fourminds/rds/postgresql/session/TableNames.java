package ai.fourminds.rds.postgresql.session;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Binds names of tables as two arrays, {@code :schemas} and {@code :names}. Stateless. */
public final class TableNames {

    private TableNames() {}

    public static Query bound(Query query, List<TableName> tables) {
        query.registerArrayType(String.class, "text");
        return query.bindArray(
                        "schemas",
                        String.class,
                        tables.stream().map(TableName::schema).toList())
                .bindArray(
                        "names",
                        String.class,
                        tables.stream().map(TableName::name).toList());
    }
}
