/** An RDS of one's own on loopback: the door to AWS endpoint, IAM-checking gateways and embedded databases. */
@NullMarked
package ai.fourminds.rds.local;

import org.jspecify.annotations.NullMarked;
