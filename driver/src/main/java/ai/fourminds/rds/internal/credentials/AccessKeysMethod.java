package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.settings.Setting;
import java.util.Set;

/** {@code auth=access-keys}: static or temporary keys given as settings. Stateless. */
final class AccessKeysMethod implements CredentialsMethod {

    @Override
    public String name() {
        return "access-keys";
    }

    @Override
    public Set<String> settings() {
        return Setting.names(Setting.ACCESS_KEY_ID, Setting.SESSION_TOKEN);
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        return new AwsKeys(
                context.required(Setting.ACCESS_KEY_ID.settingName()),
                context.required(Setting.SECRET_ACCESS_KEY.settingName()),
                context.setting(Setting.SESSION_TOKEN.settingName()).orElse(null),
                null);
    }
}
