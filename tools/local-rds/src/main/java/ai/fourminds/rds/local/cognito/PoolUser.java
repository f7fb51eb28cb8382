package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.cognito.srp.SrpVerifier;
import org.jspecify.annotations.Nullable;

/** A user as the pool keeps one, without the password. Immutable. */
record PoolUser(String username, String subject, @Nullable String email, UserState state, SrpVerifier verifier) {}
