/** Finding instances, clusters and proxies through the RDS API. */
@NullMarked
package ai.fourminds.rds.internal.discovery;

import org.jspecify.annotations.NullMarked;
