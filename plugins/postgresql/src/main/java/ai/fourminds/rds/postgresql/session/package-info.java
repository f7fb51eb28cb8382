/** The settings, transactions and table locks of a connection that reads the catalogue or exports. */
@NullMarked
package ai.fourminds.rds.postgresql.session;

import org.jspecify.annotations.NullMarked;
