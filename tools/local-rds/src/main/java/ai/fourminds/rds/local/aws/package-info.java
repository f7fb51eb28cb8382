/**
 * AWS over HTTP: the query protocol (forms in, XML out) and the JSON protocol, with verified signatures and identity
 * tokens.
 */
@NullMarked
package ai.fourminds.rds.local.aws;

import org.jspecify.annotations.NullMarked;
