package ai.fourminds.rds.internal.credentials.cognito;

import static ai.fourminds.rds.internal.settings.Setting.COGNITO_CLIENT_ID;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_CLIENT_SECRET;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_FLOW;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_IDENTITY_POOL_ID;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_PASSWORD;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_USERNAME;
import static ai.fourminds.rds.internal.settings.Setting.COGNITO_USER_POOL_ID;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.cognito.CognitoSignIn.CognitoTokens;
import ai.fourminds.rds.internal.settings.Setting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
        return Stream.of(
                        COGNITO_USER_POOL_ID,
                        COGNITO_CLIENT_ID,
                        COGNITO_CLIENT_SECRET,
                        COGNITO_IDENTITY_POOL_ID,
                        COGNITO_USERNAME,
                        COGNITO_PASSWORD,
                        COGNITO_FLOW)
                .map(Setting::settingName)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        CognitoUser user = new CognitoUser(
                context.required(COGNITO_USER_POOL_ID.settingName()),
                context.required(COGNITO_CLIENT_ID.settingName()),
                context.setting(COGNITO_CLIENT_SECRET.settingName()).orElse(null),
                context.required(COGNITO_USERNAME.settingName()),
                context.required(COGNITO_PASSWORD.settingName()));
        CognitoTokens tokens = signIn(context, user);
        return new CognitoIdentity(context, context.required(COGNITO_IDENTITY_POOL_ID.settingName()))
                .keys(user.loginProvider(context.region()), tokens.idToken());
    }

    private CognitoTokens signIn(CredentialsContext context, CognitoUser user) throws CredentialsException {
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
            Optional<CognitoTokens> refreshed = known == null ? Optional.empty() : pool.refresh(known);
            CognitoTokens tokens = refreshed.isPresent()
                    ? refreshed.get()
                    : pool.signIn(context.setting(COGNITO_FLOW.settingName()).orElse("auto"));
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
