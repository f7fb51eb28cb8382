/** The settings table, the URL grammar, and how both are read into one checked set of values. */
@NullMarked
package ai.fourminds.rds.internal.settings;

import org.jspecify.annotations.NullMarked;
