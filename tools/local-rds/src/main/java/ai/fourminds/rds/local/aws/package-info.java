/** The AWS query protocol over HTTP: signed requests in, XML answers out. */
@NullMarked
package ai.fourminds.rds.local.aws;

import org.jspecify.annotations.NullMarked;
