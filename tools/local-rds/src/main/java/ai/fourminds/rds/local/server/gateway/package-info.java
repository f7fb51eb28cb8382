/** The gateway that relays between clients and a database server, once a login is checked. */
@NullMarked
package ai.fourminds.rds.local.server.gateway;

import org.jspecify.annotations.NullMarked;
