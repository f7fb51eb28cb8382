/** The handshake of MySQL's protocol: packets, greetings, and proofs of passwords. */
@NullMarked
package ai.fourminds.rds.local.mysql.protocol;

import org.jspecify.annotations.NullMarked;
