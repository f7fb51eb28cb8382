/** What the command line's export and the Spark job share: choosing tables, naming their files, and the manifest. */
@NullMarked
package ai.fourminds.rds.export;

import org.jspecify.annotations.NullMarked;
