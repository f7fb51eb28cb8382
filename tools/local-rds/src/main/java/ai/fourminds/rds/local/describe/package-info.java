/** The listings of the RDS API: pages, filters, permissions and descriptions. */
@NullMarked
package ai.fourminds.rds.local.describe;

import org.jspecify.annotations.NullMarked;
