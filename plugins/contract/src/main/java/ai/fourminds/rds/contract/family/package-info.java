/** What MySQL and MariaDB have in common, whichever native driver serves them. */
@NullMarked
package ai.fourminds.rds.contract.family;

import org.jspecify.annotations.NullMarked;
