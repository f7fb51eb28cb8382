/**
 * A local stand-in for AWS and RDS on loopback: {@link LocalRds} starts the AWS endpoint, databases, and gateways that
 * check IAM tokens.
 */
@NullMarked
package ai.fourminds.rds.local;

import org.jspecify.annotations.NullMarked;
