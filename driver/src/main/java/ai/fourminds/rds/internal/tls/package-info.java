/** The trusted roots: the built-in RDS roots with the JVM's, or a file of the user's. */
@NullMarked
package ai.fourminds.rds.internal.tls;

import org.jspecify.annotations.NullMarked;
