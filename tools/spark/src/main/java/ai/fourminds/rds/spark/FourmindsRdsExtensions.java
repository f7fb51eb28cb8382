package ai.fourminds.rds.spark;

import ai.fourminds.rds.spark.dialect.RdsDialects;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Registers the dialects when a session starts, which Spark 3.5 needs. Found as a service, or named in {@code
 * spark.sql.extensions}. Stateless and thread-safe.
 */
public final class FourmindsRdsExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit>
        implements SparkSessionExtensionsProvider {

    /** For Spark, which creates it by reflection. */
    public FourmindsRdsExtensions() {}

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        RdsDialects.register();
        return BoxedUnit.UNIT;
    }
}
