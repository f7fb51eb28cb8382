/** The way to the page in the browser, which a distribution may lack. */
@NullMarked
package ai.fourminds.rds.cli.page;

import org.jspecify.annotations.NullMarked;
