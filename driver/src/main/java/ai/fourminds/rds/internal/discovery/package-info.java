/** Finding instances: one DescribeDBInstances call, cached, shared by concurrent callers. */
@NullMarked
package ai.fourminds.rds.internal.discovery;

import org.jspecify.annotations.NullMarked;
