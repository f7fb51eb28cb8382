package ai.fourminds.rds.spark.dialect;

import java.sql.Connection;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.catalog.index.TableIndex;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.jdbc.JdbcOptionsInWrite;
import org.apache.spark.sql.execution.datasources.v2.TableSampleInfo;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.jdbc.JdbcSQLQueryBuilder;
import org.apache.spark.sql.jdbc.JdbcType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.Tuple2;
import scala.collection.immutable.Seq;

/**
 * Delegates every method of Spark 3.5's interface to one of Spark's dialects, for our URLs: Spark 3.5's dialects cannot
 * be extended. Immutable and thread-safe.
 */
@SuppressWarnings("deprecation") // Spark 3.5 calls what Spark 4 deprecates.
final class DelegatingDialect extends JdbcDialect {

    private static final long serialVersionUID = 1L;

    private final String engine;
    private final JdbcDialect dialect;

    DelegatingDialect(String engine, JdbcDialect dialect) {
        this.engine = engine;
        this.dialect = dialect;
    }

    @Override
    public boolean canHandle(String url) {
        return RdsUrl.names(engine, url);
    }

    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        return new RdsConnections(dialect.createConnectionFactory(SettingNames.restored(options)));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DelegatingDialect same && same.engine.equals(engine);
    }

    @Override
    public int hashCode() {
        return engine.hashCode();
    }

    @Override
    public Option<DataType> getCatalystType(int number, String text, int number2, MetadataBuilder metadata) {
        return dialect.getCatalystType(number, text, number2, metadata);
    }

    @Override
    public Option<JdbcType> getJDBCType(DataType type) {
        return dialect.getJDBCType(type);
    }

    @Override
    public Timestamp convertJavaTimestampToTimestamp(Timestamp timestamp) {
        return dialect.convertJavaTimestampToTimestamp(timestamp);
    }

    @Override
    public LocalDateTime convertJavaTimestampToTimestampNTZ(Timestamp timestamp) {
        return dialect.convertJavaTimestampToTimestampNTZ(timestamp);
    }

    @Override
    public Timestamp convertTimestampNTZToJavaTimestamp(LocalDateTime time) {
        return dialect.convertTimestampNTZToJavaTimestamp(time);
    }

    /** Quotes a name that contains a quote, which Spark 3.5 does not. */
    @Override
    public String quoteIdentifier(String name) {
        String quote = dialect.quoteIdentifier("").substring(1);
        return dialect.quoteIdentifier(name.replace(quote, quote + quote));
    }

    @Override
    public void createTable(Statement statement, String text, String text2, JdbcOptionsInWrite options) {
        dialect.createTable(statement, text, text2, options);
    }

    @Override
    public String getTableExistsQuery(String text) {
        return dialect.getTableExistsQuery(text);
    }

    @Override
    public String getSchemaQuery(String text) {
        return dialect.getSchemaQuery(text);
    }

    @Override
    public String getTruncateQuery(String text) {
        return dialect.getTruncateQuery(text);
    }

    @Override
    public String getTruncateQuery(String text, Option<Object> cascade) {
        return dialect.getTruncateQuery(text, cascade);
    }

    @Override
    public Option<Object> getTruncateQuery$default$2() {
        return dialect.getTruncateQuery$default$2();
    }

    @Override
    public void beforeFetch(Connection connection, scala.collection.immutable.Map<String, String> properties) {
        dialect.beforeFetch(connection, properties);
    }

    @Override
    public String escapeSql(String text) {
        return dialect.escapeSql(text);
    }

    @Override
    public Object compileValue(Object value) {
        return dialect.compileValue(value);
    }

    @Override
    public boolean isSupportedFunction(String text) {
        return dialect.isSupportedFunction(text);
    }

    /**
     * Compiles no filter on a column whose name contains a quote, because Spark 3.5 does not escape it; Spark filters
     * then.
     */
    @Override
    public Option<String> compileExpression(Expression expression) {
        boolean quoted = Arrays.stream(expression.references())
                .flatMap(reference -> Arrays.stream(reference.fieldNames()))
                .anyMatch(name -> name.indexOf('"') >= 0 || name.indexOf('`') >= 0);
        return quoted ? Option.empty() : dialect.compileExpression(expression);
    }

    @Override
    public Option<String> compileAggregate(AggregateFunc function) {
        return dialect.compileAggregate(function);
    }

    @Override
    public Seq<Tuple2<String, UnboundFunction>> functions() {
        return dialect.functions();
    }

    @Override
    public void createSchema(Statement statement, String text, String text2) {
        dialect.createSchema(statement, text, text2);
    }

    @Override
    public boolean schemasExists(Connection connection, JDBCOptions options, String text) {
        return dialect.schemasExists(connection, options, text);
    }

    @Override
    public String[][] listSchemas(Connection connection, JDBCOptions options) {
        return dialect.listSchemas(connection, options);
    }

    @Override
    public Option<Object> isCascadingTruncateTable() {
        return dialect.isCascadingTruncateTable();
    }

    @Override
    public String renameTable(String text, String text2) {
        return dialect.renameTable(text, text2);
    }

    @Override
    public String renameTable(Identifier identifier, Identifier identifier2) {
        return dialect.renameTable(identifier, identifier2);
    }

    @Override
    public String[] alterTable(String text, Seq<TableChange> changes, int number) {
        return dialect.alterTable(text, changes, number);
    }

    @Override
    public String getAddColumnQuery(String text, String text2, String text3) {
        return dialect.getAddColumnQuery(text, text2, text3);
    }

    @Override
    public String getRenameColumnQuery(String text, String text2, String text3, int number) {
        return dialect.getRenameColumnQuery(text, text2, text3, number);
    }

    @Override
    public String getDeleteColumnQuery(String text, String text2) {
        return dialect.getDeleteColumnQuery(text, text2);
    }

    @Override
    public String getUpdateColumnTypeQuery(String text, String text2, String text3) {
        return dialect.getUpdateColumnTypeQuery(text, text2, text3);
    }

    @Override
    public String getUpdateColumnNullabilityQuery(String text, String text2, boolean flag) {
        return dialect.getUpdateColumnNullabilityQuery(text, text2, flag);
    }

    @Override
    public String getTableCommentQuery(String text, String text2) {
        return dialect.getTableCommentQuery(text, text2);
    }

    @Override
    public String getSchemaCommentQuery(String text, String text2) {
        return dialect.getSchemaCommentQuery(text, text2);
    }

    @Override
    public String removeSchemaCommentQuery(String text) {
        return dialect.removeSchemaCommentQuery(text);
    }

    @Override
    public String dropSchema(String text, boolean flag) {
        return dialect.dropSchema(text, flag);
    }

    @Override
    public String createIndex(
            String text,
            Identifier identifier,
            NamedReference[] columns,
            Map<NamedReference, Map<String, String>> properties,
            Map<String, String> properties2) {
        return dialect.createIndex(text, identifier, columns, properties, properties2);
    }

    @Override
    public boolean indexExists(Connection connection, String text, Identifier identifier, JDBCOptions options) {
        return dialect.indexExists(connection, text, identifier, options);
    }

    @Override
    public String dropIndex(String text, Identifier identifier) {
        return dialect.dropIndex(text, identifier);
    }

    @Override
    public TableIndex[] listIndexes(Connection connection, Identifier identifier, JDBCOptions options) {
        return dialect.listIndexes(connection, identifier, options);
    }

    @Override
    public AnalysisException classifyException(String text, Throwable failure) {
        return dialect.classifyException(text, failure);
    }

    @Override
    public String getLimitClause(Integer rows) {
        return dialect.getLimitClause(rows);
    }

    @Override
    public String getOffsetClause(Integer rows) {
        return dialect.getOffsetClause(rows);
    }

    /** Returns a builder that quotes names with this dialect, unless the delegate has a builder of its own. */
    @Override
    public JdbcSQLQueryBuilder getJdbcSQLQueryBuilder(JDBCOptions options) {
        JdbcSQLQueryBuilder builder = dialect.getJdbcSQLQueryBuilder(options);
        return builder.getClass() == JdbcSQLQueryBuilder.class ? super.getJdbcSQLQueryBuilder(options) : builder;
    }

    @Override
    public boolean supportsLimit() {
        return dialect.supportsLimit();
    }

    @Override
    public boolean supportsOffset() {
        return dialect.supportsOffset();
    }

    @Override
    public boolean supportsTableSample() {
        return dialect.supportsTableSample();
    }

    @Override
    public String getTableSample(TableSampleInfo sample) {
        return dialect.getTableSample(sample);
    }

    @Override
    public String getFullyQualifiedQuotedTableName(Identifier identifier) {
        return dialect.getFullyQualifiedQuotedTableName(identifier);
    }
}
