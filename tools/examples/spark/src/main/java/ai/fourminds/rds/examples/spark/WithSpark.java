package ai.fourminds.rds.examples.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/** Apache Spark in Java: a table in four parts, each read with a token of its own. Stateless. */
public final class WithSpark {
    public static void main(String... arguments) throws IOException {
        try (var spark = SparkSession.builder().getOrCreate()) {
            var orders = spark.read()
                    .format("jdbc")
                    .option("url", arguments[0])
                    .option("driver", "ai.fourminds.rds.FourmindsRdsDriver")
                    .option("dbtable", "public.orders")
                    .option("partitionColumn", "id")
                    .option("lowerBound", 1)
                    .option("upperBound", 120_000)
                    .option("numPartitions", 4)
                    .option("fetchsize", 10_000)
                    .load();
            orders.where("quantity > 5").groupBy("status").count().show();
        }
    }
}
