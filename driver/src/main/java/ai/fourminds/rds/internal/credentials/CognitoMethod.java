package ai.fourminds.rds.internal.credentials;

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
import ai.fourminds.rds.credentials.CredentialsFault;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.settings.Setting;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code auth=cognito}: signs in to a user pool and exchanges the ID token for an identity pool's credentials. Keeps
 * refresh tokens in memory, so that the password is needed once for as long as they last. Thread-safe.
 */
final class CognitoMethod implements CredentialsMethod {

    private static final int CAPACITY = 100;

    private final Map<CognitoUser, String> refreshTokens = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CognitoUser, String> eldest) {
            return size() > CAPACITY;
        }
    };

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
                required(context, COGNITO_USER_POOL_ID),
                required(context, COGNITO_CLIENT_ID),
                context.setting(COGNITO_CLIENT_SECRET.settingName()).orElse(null),
                required(context, COGNITO_USERNAME),
                required(context, COGNITO_PASSWORD));
        CognitoTokens tokens = signIn(context, user);
        return new CognitoIdentity(context, required(context, COGNITO_IDENTITY_POOL_ID))
                .keys(user.loginProvider(context.region()), tokens.idToken());
    }

    private CognitoTokens signIn(CredentialsContext context, CognitoUser user) throws CredentialsException {
        try (CognitoSignIn pool = new CognitoSignIn(context, user)) {
            Optional<String> known = refreshToken(user);
            Optional<CognitoTokens> refreshed = known.isPresent() ? pool.refresh(known.get()) : Optional.empty();
            CognitoTokens tokens = refreshed.isPresent()
                    ? refreshed.get()
                    : pool.signIn(context.setting(COGNITO_FLOW.settingName()).orElse("auto"));
            keep(user, tokens.refreshToken() == null ? known.orElse(null) : tokens.refreshToken());
            return tokens;
        }
    }

    private Optional<String> refreshToken(CognitoUser user) {
        synchronized (refreshTokens) {
            return Optional.ofNullable(refreshTokens.get(user));
        }
    }

    private void keep(CognitoUser user, @org.jspecify.annotations.Nullable String refreshToken) {
        synchronized (refreshTokens) {
            if (refreshToken == null) {
                refreshTokens.remove(user);
            } else {
                refreshTokens.put(user, refreshToken);
            }
        }
    }

    private static String required(CredentialsContext context, Setting setting) throws CredentialsException {
        String name = setting.settingName();
        return context.setting(name)
                .orElseThrow(() -> new CredentialsException(
                        CredentialsFault.UNAVAILABLE, name + " is not set.", "Set " + name + ".", null));
    }
}
