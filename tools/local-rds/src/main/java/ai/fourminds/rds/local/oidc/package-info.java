/** OpenID Connect: issuers, the JSON Web Tokens that they sign, and the verification of tokens. */
@NullMarked
package ai.fourminds.rds.local.oidc;

import org.jspecify.annotations.NullMarked;
