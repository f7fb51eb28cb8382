package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Derives command-line options from the driver's table of settings. Reads the table on first use: it scans the class
 * path, which a help page should not wait for. For one thread.
 */
public final class SettingOptions {
    static final String SET = "--set";
    private static final String FILE = "-file";

    private final Supplier<List<SettingInfo>> source;
    private @Nullable List<SettingInfo> table;

    public SettingOptions(Supplier<List<SettingInfo>> source) {
        this.source = source;
    }

    /** Returns the driver's table of settings. */
    public List<SettingInfo> table() {
        List<SettingInfo> known = table;
        if (known == null) {
            known = List.copyOf(source.get());
            table = known;
        }
        return known;
    }

    /** Returns one option per setting. Secrets are only read from a file, or by the driver from the environment. */
    public ArgGroupSpec group() {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .heading("%nConnection settings (each also from the environment: FOURMINDS_RDS_ROLE_ARN):%n")
                .exclusive(false)
                .validate(false)
                .multiplicity("0..1");
        table().forEach(setting -> group.addArg(option(setting)));
        return group.addArg(nativeProperties()).build();
    }

    /** Returns the values given, by setting name. */
    public Map<String, String> read(ParseResult parsed, InputStream standardInput) throws CommandFailure {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String property : parsed.matchedOptionValue(SET, List.<String>of())) {
            addProperty(settings, property);
        }
        for (SettingInfo setting : table()) {
            String value = parsed.matchedOptionValue(optionName(setting), null);
            if (value != null) {
                settings.put(
                        setting.name(),
                        setting.secret() ? SecretFile.read(optionName(setting), value, standardInput) : value);
            }
        }
        return settings;
    }

    /** Returns the remedy for a secret on the command line, such as {@code --cognito-password}. */
    public Optional<Fault> secretTyped(String option) {
        return table().stream()
                .filter(setting -> setting.secret() && option.equals("--" + kebab(setting.name())))
                .findFirst()
                .map(SettingOptions::secretFault);
    }

    private void addProperty(Map<String, String> settings, String property) throws CommandFailure {
        int equals = property.indexOf('=');
        if (equals < 1) {
            throw new CommandFailure(Fault.usage(
                    "set-without-value",
                    SET + " wants NAME=VALUE.",
                    "For example: " + SET + " ApplicationName=report"));
        }
        String name = property.substring(0, equals);
        for (SettingInfo setting : table()) {
            if (setting.secret() && setting.name().equalsIgnoreCase(name)) {
                throw new CommandFailure(secretFault(setting));
            }
        }
        settings.put(name, property.substring(equals + 1));
    }

    private static Fault secretFault(SettingInfo setting) {
        return Fault.usage(
                "secret-as-argument",
                "The setting '" + setting.name() + "' is a secret and is not taken as an argument,"
                        + " which other users of the machine can see.",
                "Use " + optionName(setting) + " FILE ('-' reads standard input), or the environment variable "
                        + setting.environmentVariable() + ".");
    }

    private static OptionSpec option(SettingInfo setting) {
        return OptionSpec.builder(optionName(setting))
                .paramLabel(setting.secret() ? "FILE" : "VALUE")
                .type(String.class)
                .completionCandidates(setting.choices())
                .description(description(setting))
                .build();
    }

    private static OptionSpec nativeProperties() {
        return OptionSpec.builder(SET)
                .paramLabel("NAME=VALUE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A property for the native driver; may be repeated.")
                .build();
    }

    private static String description(SettingInfo setting) {
        String text = setting.secret() ? "File holding: " + setting.description() : setting.description();
        if (!setting.choices().isEmpty()) {
            text += " One of: " + String.join(", ", setting.choices()) + ".";
        }
        if (setting.defaultValue() != null) {
            text += " Default: " + setting.defaultValue() + ".";
        }
        // picocli treats descriptions as format strings.
        return text.replace("%", "%%");
    }

    static String optionName(SettingInfo setting) {
        return "--" + kebab(setting.name()) + (setting.secret() ? FILE : "");
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
