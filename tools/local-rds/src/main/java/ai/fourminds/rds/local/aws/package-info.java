/** AWS over HTTP: the query protocol (forms in, XML out) and the JSON protocol, signatures and identity tokens verified. */
@NullMarked
package ai.fourminds.rds.local.aws;

import org.jspecify.annotations.NullMarked;
