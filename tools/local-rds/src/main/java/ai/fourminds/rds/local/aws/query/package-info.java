/** AWS's query protocol: actions, their parameters, and their answers in XML. */
@NullMarked
package ai.fourminds.rds.local.aws.query;

import org.jspecify.annotations.NullMarked;
