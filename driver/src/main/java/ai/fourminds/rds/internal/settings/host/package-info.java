/** Names of hosts: which are endpoints of RDS, and which belong to AWS. */
@NullMarked
package ai.fourminds.rds.internal.settings.host;

import org.jspecify.annotations.NullMarked;
