package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.AuthChoice;
import ai.fourminds.rds.internal.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of the settings table, for option parsers and reference pages.
 *
 * @param name as in URLs and Properties: {@code roleArn}
 * @param description one or two sentences
 * @param defaultValue the default value, or null
 * @param choices the allowed values, empty if any value is
 * @param secret whether the value must never be shown or given as a command-line argument
 * @param environmentVariable the environment variable of the same setting
 * @param usedByAuth the values of {@code auth} that read it; empty if it does not concern credentials
 * @param requiredByAuth those of them that require it
 */
public record SettingInfo(
        String name,
        String description,
        @Nullable String defaultValue,
        List<String> choices,
        boolean secret,
        String environmentVariable,
        List<String> usedByAuth,
        List<String> requiredByAuth) {

    /** Copies the lists. */
    public SettingInfo {
        choices = List.copyOf(choices);
        usedByAuth = List.copyOf(usedByAuth);
        requiredByAuth = List.copyOf(requiredByAuth);
    }

    static SettingInfo of(Setting setting, Map<String, Set<String>> methods) {
        List<String> usedBy = AuthChoice.readers(setting.settingName(), methods);
        return new SettingInfo(
                setting.settingName(),
                setting.description(),
                setting.defaultValue().orElse(null),
                setting.choices(),
                setting.secret(),
                setting.environmentVariable(),
                usedBy,
                usedBy.stream().filter(setting::requiredBy).toList());
    }
}
