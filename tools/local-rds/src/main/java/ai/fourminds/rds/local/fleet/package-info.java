/** The database instances that the local account owns. */
@NullMarked
package ai.fourminds.rds.local.fleet;

import org.jspecify.annotations.NullMarked;
