/** What all engines share: server processes, users, folders, archives and gateways. */
@NullMarked
package ai.fourminds.rds.local.server;

import org.jspecify.annotations.NullMarked;
