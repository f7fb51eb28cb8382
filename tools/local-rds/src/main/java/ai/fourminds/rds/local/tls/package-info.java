/** The private certificate authority behind the gateways. */
@NullMarked
package ai.fourminds.rds.local.tls;

import org.jspecify.annotations.NullMarked;
