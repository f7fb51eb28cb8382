package ai.fourminds.rds.internal.credentials;

import static ai.fourminds.rds.internal.settings.Setting.ACCESS_KEY_ID;
import static ai.fourminds.rds.internal.settings.Setting.SECRET_ACCESS_KEY;
import static ai.fourminds.rds.internal.settings.Setting.SESSION_TOKEN;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import java.util.Set;

/** {@code auth=access-keys}: static or temporary keys given as settings. Stateless. */
final class AccessKeysMethod implements CredentialsMethod {

    @Override
    public String name() {
        return "access-keys";
    }

    @Override
    public Set<String> settings() {
        return Set.of(ACCESS_KEY_ID.settingName(), SECRET_ACCESS_KEY.settingName(), SESSION_TOKEN.settingName());
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        return new AwsKeys(
                context.required(ACCESS_KEY_ID.settingName()),
                context.required(SECRET_ACCESS_KEY.settingName()),
                context.setting(SESSION_TOKEN.settingName()).orElse(null),
                null);
    }
}
