/** Reads the SQL of users just far enough to know that it is one statement or one expression. */
@NullMarked
package ai.fourminds.rds.plugins.common.query;

import org.jspecify.annotations.NullMarked;
