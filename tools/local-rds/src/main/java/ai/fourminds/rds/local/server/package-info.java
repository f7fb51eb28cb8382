/** What every engine needs: processes, folders, archives, and gateways that relay between clients and a database. */
@NullMarked
package ai.fourminds.rds.local.server;

import org.jspecify.annotations.NullMarked;
