/** The listings of the RDS API: pages, filters, permissions, and how each thing is described. */
@NullMarked
package ai.fourminds.rds.local.describe;

import org.jspecify.annotations.NullMarked;
