/** Loopback: listening ports, host names, DNS, and closing in order. */
@NullMarked
package ai.fourminds.rds.local.network;

import org.jspecify.annotations.NullMarked;
