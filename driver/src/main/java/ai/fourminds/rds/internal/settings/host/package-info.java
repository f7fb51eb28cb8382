/** Host names: which are RDS endpoints, and which belong to AWS. */
@NullMarked
package ai.fourminds.rds.internal.settings.host;

import org.jspecify.annotations.NullMarked;
