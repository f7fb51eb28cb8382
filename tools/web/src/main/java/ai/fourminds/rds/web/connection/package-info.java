/** Saved connections as the page shows and edits them. */
@NullMarked
package ai.fourminds.rds.web.connection;

import org.jspecify.annotations.NullMarked;
