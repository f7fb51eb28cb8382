package ai.fourminds.rds.spark.dialect;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import scala.jdk.javaapi.CollectionConverters;

/** Restores the capitals of the driver's setting names, which some of Spark's readers fold to lower case. Stateless. */
final class SettingNames {

    private SettingNames() {}

    static JDBCOptions restored(JDBCOptions options) {
        Map<String, String> given =
                CollectionConverters.asJava(options.parameters().originalMap());
        Map<String, String> restored = restored(given);
        return restored.equals(given)
                ? options
                : new JDBCOptions(scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(restored)));
    }

    static Map<String, String> restored(Map<String, String> options) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        RdsFleet.settings().stream().map(SettingInfo::name).forEach(name -> names.put(name, name));
        Map<String, String> restored = new HashMap<>();
        options.forEach((name, value) -> restored.put(names.getOrDefault(name, name), value));
        return restored;
    }
}
