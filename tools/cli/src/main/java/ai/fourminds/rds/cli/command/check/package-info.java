/** The commands that examine credentials, permissions, certificates and the way to an instance. */
@NullMarked
package ai.fourminds.rds.cli.command.check;

import org.jspecify.annotations.NullMarked;
