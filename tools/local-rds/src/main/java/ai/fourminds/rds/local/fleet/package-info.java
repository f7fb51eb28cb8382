/** The instances, clusters and proxies of the local account. */
@NullMarked
package ai.fourminds.rds.local.fleet;

import org.jspecify.annotations.NullMarked;
