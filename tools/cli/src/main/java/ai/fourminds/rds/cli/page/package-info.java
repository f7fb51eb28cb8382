/** Access to the web page, which a distribution may lack. */
@NullMarked
package ai.fourminds.rds.cli.page;

import org.jspecify.annotations.NullMarked;
