/** OpenID Connect as AWS sees it: issuers, the JSON Web Tokens they sign, and whether a token is to be believed. */
@NullMarked
package ai.fourminds.rds.local.oidc;

import org.jspecify.annotations.NullMarked;
