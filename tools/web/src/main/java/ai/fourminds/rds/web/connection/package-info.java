/** The saved connections on the page: listing and editing them. */
@NullMarked
package ai.fourminds.rds.web.connection;

import org.jspecify.annotations.NullMarked;
