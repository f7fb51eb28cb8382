package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the settings table, for option parsers and reference pages.
 *
 * @param name as in URLs and Properties: {@code roleArn}
 * @param description one or two sentences
 * @param defaultValue what holds when nothing is said, or null
 * @param choices the values allowed, empty when free
 * @param secret whether the value must never be shown nor given as a command-line argument
 * @param environmentVariable the variable that says the same
 */
public record SettingInfo(
        String name,
        String description,
        @Nullable String defaultValue,
        List<String> choices,
        boolean secret,
        String environmentVariable) {

    /** Copies the choices. */
    public SettingInfo {
        choices = List.copyOf(choices);
    }

    static SettingInfo of(Setting setting) {
        return new SettingInfo(
                setting.settingName(),
                setting.description(),
                setting.defaultValue().orElse(null),
                setting.choices(),
                setting.secret(),
                setting.environmentVariable());
    }
}
