/** Starts the page's exports, shows their progress, and finds earlier ones. */
@NullMarked
package ai.fourminds.rds.web.export;

import org.jspecify.annotations.NullMarked;
