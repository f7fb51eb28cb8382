package ai.fourminds.rds.internal.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One checked configuration. Immutable. {@code toString} shows no value. */
public final class Settings {

    /** The layer that set a value; an earlier one wins. */
    public enum Origin {
        /** Properties or command-line options. */
        PROPERTIES,
        URL,
        /** An environment variable {@code FOURMINDS_RDS_*}. */
        ENVIRONMENT,
        SAVED,
        /** The settings table's default. */
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

    /** Returns the value in force, which may be the default. */
    public Optional<String> text(Setting setting) {
        Value value = values.get(setting);
        return value == null ? setting.defaultValue() : Optional.of(value.text());
    }

    /** Returns the value in force of a setting that has a default. */
    public String required(Setting setting) {
        return text(setting).orElseThrow(() -> new IllegalStateException(setting.settingName() + " has no value"));
    }

    public Optional<Duration> span(Setting setting) {
        return text(setting).flatMap(SettingType::span);
    }

    public Optional<Integer> port(Setting setting) {
        return text(setting).map(Integer::valueOf);
    }

    public Origin origin(Setting setting) {
        Value value = values.get(setting);
        return value == null ? Origin.DEFAULT : value.origin();
    }

    /** Returns the values in force under these names, the driver's or a credentials method's own, sorted by name. */
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

    /** Returns the values that a URL may contain besides the instance: no secret, no file, no host outside of AWS. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        values.forEach((setting, value) -> {
            if (setting != Setting.INSTANCE && setting.forUrls(value.text()) && value.origin() != Origin.DEFAULT) {
                shown.put(setting.settingName(), value.text());
            }
        });
        return shown;
    }

    /** Returns settings unknown to the driver, for the native driver. */
    public Map<String, String> nativeProperties() {
        return nativeProperties;
    }

    /** Returns the untrusted layers' native properties, each with the end of the sentence that refuses it. */
    public Map<String, String> refusals() {
        return refusals;
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
