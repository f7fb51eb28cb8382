/** Loopback: what is listened on, under which names, and what has to be closed at the end. */
@NullMarked
package ai.fourminds.rds.local.network;

import org.jspecify.annotations.NullMarked;
