/** AWS's query protocol: an action, its parameters, and its answer in XML. */
@NullMarked
package ai.fourminds.rds.local.aws.query;

import org.jspecify.annotations.NullMarked;
