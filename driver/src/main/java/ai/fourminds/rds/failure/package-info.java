/** Failures in parts: code, headline, detail and remedy of every exception that the driver builds. */
@NullMarked
package ai.fourminds.rds.failure;

import org.jspecify.annotations.NullMarked;
