/** The manual's pages, from what the commands say of themselves. */
@NullMarked
package ai.fourminds.rds.cli.manual;

import org.jspecify.annotations.NullMarked;
