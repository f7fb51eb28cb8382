/** Calls of AWS APIs: clients for one call each, and what AWS's answers mean. */
@NullMarked
package ai.fourminds.rds.internal.aws;

import org.jspecify.annotations.NullMarked;
