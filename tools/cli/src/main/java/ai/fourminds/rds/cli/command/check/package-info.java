/** The commands that examine credentials, permissions, certificates and the path to an instance. */
@NullMarked
package ai.fourminds.rds.cli.command.check;

import org.jspecify.annotations.NullMarked;
