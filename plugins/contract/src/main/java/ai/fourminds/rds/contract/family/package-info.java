/** Tests that MySQL and MariaDB share, with any native driver. */
@NullMarked
package ai.fourminds.rds.contract.family;

import org.jspecify.annotations.NullMarked;
