/** Finding instances: calls of DescribeDBInstances. */
@NullMarked
package ai.fourminds.rds.internal.discovery;

import org.jspecify.annotations.NullMarked;
