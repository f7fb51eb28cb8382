/** What engine plugins share and no engine owns: dialling, verified TLS, Jdbi catalogue queries, CSV cells. */
@NullMarked
package ai.fourminds.rds.plugins.common;

import org.jspecify.annotations.NullMarked;
