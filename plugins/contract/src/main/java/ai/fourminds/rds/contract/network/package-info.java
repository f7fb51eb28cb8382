/** Connections that tests redirect, count or observe. */
@NullMarked
package ai.fourminds.rds.contract.network;

import org.jspecify.annotations.NullMarked;
