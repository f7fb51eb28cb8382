/** The gateway, which relays between clients and a database server once a login is accepted. */
@NullMarked
package ai.fourminds.rds.local.server.gateway;

import org.jspecify.annotations.NullMarked;
