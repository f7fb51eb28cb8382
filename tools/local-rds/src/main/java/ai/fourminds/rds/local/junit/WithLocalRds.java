package ai.fourminds.rds.local.junit;

import ai.fourminds.rds.local.DatabaseEngine;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Provides a {@link ai.fourminds.rds.local.LocalRds} and its {@link ai.fourminds.rds.local.Faults} as parameters of
 * constructors and methods. All classes with the same attributes share one until the tests end; its faults are cleared
 * after each test. Faults affect all tests that run at the same time: if classes run concurrently, a class that sets
 * faults needs {@link #ownServer}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalRdsExtension.class)
public @interface WithLocalRds {
    /** The engines to run; empty for AWS only. If this machine cannot run an engine, tests that use it fail. */
    DatabaseEngine[] engines() default DatabaseEngine.POSTGRESQL;

    /** The engines to run a cluster of; see {@link ai.fourminds.rds.local.LocalRds.Builder#clusters}. */
    DatabaseEngine[] clusters() default {};

    /** Whether to load the sample databases; the IAM users always exist. */
    boolean sampleData() default true;

    /** Whether this class gets a local RDS of its own, which ends with the class. */
    boolean ownServer() default false;
}
