/** The settings of a connection that reads the catalogue or exports, and its server's version and errors. */
@NullMarked
package ai.fourminds.rds.plugins.mysql.session;

import org.jspecify.annotations.NullMarked;
