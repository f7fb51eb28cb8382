package ai.fourminds.rds.internal.credentials.cognito;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsClients;
import ai.fourminds.rds.internal.credentials.cognito.CognitoSignIn.CognitoUser;
import ai.fourminds.rds.internal.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/**
 * {@code auth=cognito}: signs in to a user pool and exchanges the ID token for an identity pool's credentials. Keeps
 * refresh tokens in memory, so that the password is sent once while they last. Remembers refused passwords, so that
 * retries do not lock the user out. Thread-safe.
 */
public final class CognitoMethod implements CredentialsMethod {

    private static final int CAPACITY = 100;
    // Cognito forgets failed attempts after 15 minutes without another one (Developer Guide, "Lockout behavior").
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private final Map<CognitoUser, Memory> memories = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CognitoUser, Memory> eldest) {
            return size() > CAPACITY;
        }
    };

    /** The refresh token of the last sign-in, or why its password was refused and until when it is not retried. */
    private record Memory(
            @Nullable String refreshToken, @Nullable CredentialsException refusal, Instant until) {

        @Override
        public String toString() {
            return "Memory[redacted]";
        }
    }

    @Override
    public String name() {
        return "cognito";
    }

    @Override
    public Set<String> settings() {
        return Setting.names(Setting.COGNITO_USER_POOL_ID, Setting.COGNITO_FLOW);
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        CognitoUser user = new CognitoUser(
                context.required(Setting.COGNITO_USER_POOL_ID.settingName()),
                context.required(Setting.COGNITO_CLIENT_ID.settingName()),
                context.setting(Setting.COGNITO_CLIENT_SECRET.settingName()).orElse(null),
                context.required(Setting.COGNITO_USERNAME.settingName()),
                context.required(Setting.COGNITO_PASSWORD.settingName()));
        return keys(
                context,
                context.required(Setting.COGNITO_IDENTITY_POOL_ID.settingName()),
                Map.of(
                        user.loginProvider(context.region()),
                        signIn(context, user).idToken()));
    }

    /** Exchanges an ID token for temporary AWS credentials: {@code GetId}, then {@code GetCredentialsForIdentity}. */
    private static AwsKeys keys(CredentialsContext context, String poolId, Map<String, String> logins)
            throws CredentialsException {
        int colon = poolId.indexOf(':');
        String region = colon > 0 ? poolId.substring(0, colon) : context.region();
        try (CognitoIdentityClient pool = AwsClients.build(
                CognitoIdentityClient.builder(), null, region, context.endpointUrl(), context.timeout())) {
            String id = pool.getId(request -> request.identityPoolId(poolId).logins(logins))
                    .identityId();
            Credentials granted = pool.getCredentialsForIdentity(
                            request -> request.identityId(id).logins(logins))
                    .credentials();
            return new AwsKeys(
                    granted.accessKeyId(), granted.secretKey(), granted.sessionToken(), granted.expiration());
        } catch (AwsServiceException refusal) {
            throw CognitoRefusals.ofPool(poolId, refusal);
        } catch (RuntimeException unanswered) {
            throw AwsAnswers.unanswered("Amazon Cognito", "cognito-identity", context, unanswered);
        }
    }

    private AuthenticationResultType signIn(CredentialsContext context, CognitoUser user) throws CredentialsException {
        Memory memory = memory(user);
        CredentialsException refusal = memory.refusal();
        Instant now = context.clock().instant();
        if (refusal != null && now.isBefore(memory.until())) {
            throw new CredentialsException(
                    refusal.code(),
                    refusal.what() + " This password is not tried again before " + memory.until()
                            + ", so that the user is not locked out.",
                    refusal.remedy(),
                    refusal);
        }
        try (CognitoSignIn pool = new CognitoSignIn(context, user)) {
            String known = memory.refreshToken();
            Optional<AuthenticationResultType> refreshed = known == null ? Optional.empty() : pool.refresh(known);
            AuthenticationResultType tokens = refreshed.isPresent()
                    ? refreshed.get()
                    : pool.signIn(
                            context.setting(Setting.COGNITO_FLOW.settingName()).orElse("auto"));
            String next = refreshed.isPresent() && tokens.refreshToken() == null ? known : tokens.refreshToken();
            keep(user, new Memory(next, null, Instant.MIN));
            return tokens;
        } catch (CredentialsException refused) {
            if (CognitoRefusals.isWrongPassword(refused)) {
                keep(user, new Memory(null, refused, now.plus(PAUSE)));
            }
            throw refused;
        }
    }

    private Memory memory(CognitoUser user) {
        synchronized (memories) {
            return memories.getOrDefault(user, new Memory(null, null, Instant.MIN));
        }
    }

    private void keep(CognitoUser user, Memory memory) {
        synchronized (memories) {
            memories.put(user, memory);
        }
    }
}
