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
 * Gives a test class a {@link ai.fourminds.rds.local.LocalRds} and its {@link ai.fourminds.rds.local.Faults} as parameters
 * of constructors and methods. It runs until the tests end, for all classes that ask for the same; after each test its
 * faults are cleared. Faults reach every test that runs at the same time: where classes run in parallel, one that sets
 * some wants a server of its own.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LocalRdsExtension.class)
public @interface WithLocalRds {
    /** The engines to run; none: only AWS. One that this machine cannot run fails the test that asks for it. */
    DatabaseEngine[] engines() default DatabaseEngine.POSTGRESQL;

    /** The engines to run a cluster of; see {@link ai.fourminds.rds.local.LocalRds.Builder#clusters}. */
    DatabaseEngine[] clusters() default {};

    /** Whether to load the sample databases; the IAM users are there in any case. */
    boolean sampleData() default true;

    /** Whether this class has a local RDS of its own, which ends with the class. */
    boolean ownServer() default false;
}
