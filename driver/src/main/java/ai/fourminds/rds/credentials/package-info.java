/**
 * The SPI for credentials: a {@link ai.fourminds.rds.credentials.CredentialsMethod} is one way to obtain AWS
 * credentials, selected by the setting {@code auth} and found through {@link java.util.ServiceLoader}.
 */
@NullMarked
package ai.fourminds.rds.credentials;

import org.jspecify.annotations.NullMarked;
