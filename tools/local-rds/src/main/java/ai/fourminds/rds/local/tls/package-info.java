/** The private certificate authority of the gateways' certificates. */
@NullMarked
package ai.fourminds.rds.local.tls;

import org.jspecify.annotations.NullMarked;
