package ai.fourminds.rds.spark;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.spark.dialect.RdsDialects;
import ai.fourminds.rds.spark.dialect.RdsUrl;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.util.CaseInsensitiveMap;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.execution.datasources.jdbc.JdbcRelationProvider;
import org.apache.spark.sql.sources.BaseRelation;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The source {@code fourminds-rds}: Spark's {@code jdbc} with a default driver, and with URLs that may omit the engine.
 * Stateless and thread-safe.
 */
public final class FourmindsRdsSource extends JdbcRelationProvider {

    private static final String URL = "url";
    private static final String DRIVER = "driver";

    /** For {@link java.util.ServiceLoader}. */
    public FourmindsRdsSource() {}

    @Override
    public String shortName() {
        return "fourminds-rds";
    }

    @Override
    public BaseRelation createRelation(SQLContext context, scala.collection.immutable.Map<String, String> options) {
        return super.createRelation(context, completed(options));
    }

    @Override
    public BaseRelation createRelation(
            SQLContext context,
            SaveMode mode,
            scala.collection.immutable.Map<String, String> options,
            Dataset<Row> rows) {
        return super.createRelation(context, mode, completed(options), rows);
    }

    private static scala.collection.immutable.Map<String, String> completed(
            scala.collection.immutable.Map<String, String> options) {
        RdsDialects.register();
        Map<String, String> given = CollectionConverters.asJava(asWritten(options));
        String url = options.getOrElse(URL, () -> "");
        if (!RdsUrl.isOurs(url)) {
            throw new IllegalArgumentException(
                    "The source fourminds-rds wants the option url: jdbc:fourminds-rds:<instance>/<database>.");
        }
        Map<String, String> completed = new HashMap<>(given);
        completed.keySet().removeIf(name -> name.equalsIgnoreCase(DRIVER) || name.equalsIgnoreCase(URL));
        completed.put(DRIVER, FourmindsRdsDriver.class.getName());
        completed.put(URL, url);
        completed.put(URL, engineForm(url, completed));
        return scala(completed);
    }

    private static scala.collection.immutable.Map<String, String> scala(Map<String, String> options) {
        return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(options));
    }

    /** Returns the options with their names in the original case; Spark folds them to lower case. */
    private static scala.collection.immutable.Map<String, String> asWritten(
            scala.collection.immutable.Map<String, String> options) {
        return options instanceof CaseInsensitiveMap<String> folded ? folded.originalMap() : options;
    }

    private static String engineForm(String url, Map<String, String> options) {
        Properties settings = new JDBCOptions(scala(options)).asConnectionProperties();
        try {
            return RdsUrl.engineForm(url, settings);
        } catch (SQLException unknown) {
            // The message is the driver's diagnosis. Spark's sources may not throw checked exceptions.
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }
}
