/** Sockets that keep the login's deadline, and TLS that is verified before a token is sent. */
@NullMarked
package ai.fourminds.rds.plugins.common.login;

import org.jspecify.annotations.NullMarked;
