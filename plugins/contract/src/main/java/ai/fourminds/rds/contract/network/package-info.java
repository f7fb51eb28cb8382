/** Connections that tests lead elsewhere, count or watch. */
@NullMarked
package ai.fourminds.rds.contract.network;

import org.jspecify.annotations.NullMarked;
