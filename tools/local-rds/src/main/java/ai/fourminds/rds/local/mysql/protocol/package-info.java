/** The handshake of MySQL's protocol: packets, greetings, and how passwords are proved. */
@NullMarked
package ai.fourminds.rds.local.mysql.protocol;

import org.jspecify.annotations.NullMarked;
