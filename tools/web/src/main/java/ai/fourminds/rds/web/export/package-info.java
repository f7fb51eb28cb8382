/** Exports that the page starts, follows and finds again. */
@NullMarked
package ai.fourminds.rds.web.export;

import org.jspecify.annotations.NullMarked;
