/** Short programs to copy. Each takes the URL as its argument. */
@NullMarked
package ai.fourminds.rds.examples;

import org.jspecify.annotations.NullMarked;
