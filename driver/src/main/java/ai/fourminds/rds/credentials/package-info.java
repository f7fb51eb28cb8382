/**
 * The credentials SPI: a {@link ai.fourminds.rds.credentials.CredentialsMethod} is one way to come by AWS credentials,
 * chosen by the setting {@code auth} and found through {@link java.util.ServiceLoader}.
 */
@NullMarked
package ai.fourminds.rds.credentials;

import org.jspecify.annotations.NullMarked;
