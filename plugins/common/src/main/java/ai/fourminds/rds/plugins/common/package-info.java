/** Parts that all engine plugins share: dialling, verified TLS, Jdbi catalogue queries, CSV cells. */
@NullMarked
package ai.fourminds.rds.plugins.common;

import org.jspecify.annotations.NullMarked;
