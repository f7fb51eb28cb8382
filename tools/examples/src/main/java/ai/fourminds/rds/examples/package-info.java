/** Short programs, to be copied: each takes the URL as its argument. */
@NullMarked
package ai.fourminds.rds.examples;

import org.jspecify.annotations.NullMarked;
