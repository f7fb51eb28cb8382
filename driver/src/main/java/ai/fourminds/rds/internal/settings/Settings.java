package ai.fourminds.rds.internal.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One checked configuration. Immutable; cannot print a value. */
public final class Settings {

    /** Where a value was said; earlier wins. */
    public enum Origin {
        /** Properties or command-line options. */
        PROPERTIES,
        /** The URL. */
        URL,
        /** An environment variable {@code FOURMINDS_RDS_*}. */
        ENVIRONMENT,
        /** A saved connection. */
        SAVED,
        /** The settings table. */
        DEFAULT
    }

    record Value(String text, Origin origin) {
        @Override
        public String toString() {
            return "Value[" + origin + "]";
        }
    }

    private final EnumMap<Setting, Value> values;
    private final Map<String, Value> methodSettings;
    private final Map<String, String> nativeProperties;
    private final Map<String, String> refusals;

    Settings(
            Map<Setting, Value> values,
            Map<String, Value> methodSettings,
            Map<String, String> nativeProperties,
            Map<String, String> refusals) {
        this.values = new EnumMap<>(Setting.class);
        this.values.putAll(values);
        this.methodSettings = Map.copyOf(methodSettings);
        this.nativeProperties = Map.copyOf(nativeProperties);
        this.refusals = Map.copyOf(refusals);
    }

    /** The value in force, or the default. */
    public Optional<String> text(Setting setting) {
        Value value = values.get(setting);
        return value == null ? setting.defaultValue() : Optional.of(value.text());
    }

    /** The value in force of a setting that has a default. */
    public String required(Setting setting) {
        return text(setting).orElseThrow(() -> new IllegalStateException(setting.settingName() + " has no value"));
    }

    /** A checked span of time. */
    public Optional<Duration> span(Setting setting) {
        return text(setting).flatMap(SettingType::span);
    }

    /** A checked port. */
    public Optional<Integer> port(Setting setting) {
        return text(setting).map(Integer::valueOf);
    }

    /** Where the value in force was said. */
    public Origin origin(Setting setting) {
        Value value = values.get(setting);
        return value == null ? Origin.DEFAULT : value.origin();
    }

    /** The values in force under these names, ours or a credentials method's own; sorted, so that equal ones are equal. */
    public Map<String, String> named(Collection<String> names) {
        Map<String, String> found = new TreeMap<>();
        for (String name : names) {
            Setting.named(name)
                    .flatMap(this::text)
                    .or(() -> Optional.ofNullable(methodSettings.get(name)).map(Value::text))
                    .ifPresent(value -> found.put(name, value));
        }
        return found;
    }

    /** What was said beside the instance and may stand in a URL, by name: no secret, no file, no host outside of AWS. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((setting, value) -> {
            if (setting != Setting.INSTANCE && setting.forUrls(value.text()) && value.origin() != Origin.DEFAULT) {
                shown.put(setting.settingName(), value.text());
            }
        });
        return shown;
    }

    /** Settings that are not ours, for the native driver. */
    public Map<String, String> nativeProperties() {
        return nativeProperties;
    }

    /** Those of them that come from a layer which is not trusted, each with the end of the sentence that refuses it. */
    public Map<String, String> refusals() {
        return refusals;
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
