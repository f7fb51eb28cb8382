package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.cognito.srp.SrpVerifier;
import org.jspecify.annotations.Nullable;

/** A user as the pool stores it, without password. Immutable. */
record PoolUser(String username, String subject, @Nullable String email, UserState state, SrpVerifier verifier) {}
