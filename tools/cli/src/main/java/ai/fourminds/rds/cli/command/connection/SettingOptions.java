package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.TypedPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Derives command-line options from the driver's table of settings. Reads the table only when it is used: that scans the
 * class path, which a help page should not wait for. Immutable.
 */
public final class SettingOptions {
    static final String SET = "--set";
    private static final String FILE = "-file";

    private final Supplier<List<SettingInfo>> source;

    public SettingOptions(Supplier<List<SettingInfo>> source) {
        this.source = source;
    }

    public List<SettingInfo> table() {
        return source.get();
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

    public Map<String, String> read(ParseResult parsed, InputStream standardInput) throws CommandFailure {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String property : parsed.matchedOptionValue(SET, List.<String>of())) {
            addProperty(settings, property);
        }
        for (SettingInfo setting : table()) {
            String value = parsed.matchedOptionValue(optionName(setting), null);
            if (value != null) {
                settings.put(
                        setting.name(), setting.secret() ? secret(optionName(setting), value, standardInput) : value);
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
            throw CommandFailure.usage(
                    "set-without-value", SET + " wants NAME=VALUE.", "For example: " + SET + " ApplicationName=report");
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

    static String secret(String option, String file, InputStream standardInput) throws CommandFailure {
        String content = content(option, file, standardInput).replaceFirst("\\r?\\n\\z", "");
        if (content.isEmpty() || content.indexOf('\n') >= 0) {
            throw CommandFailure.usage(
                    "secret-file-shape",
                    option + ": '" + file + "' should hold one line, the secret.",
                    "Write the secret, and nothing else, into the file.");
        }
        return content;
    }

    /**
     * Decodes the bytes without a byte order mark, which editors and PowerShell write; PowerShell also writes UTF-16.
     */
    private static String decoded(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        boolean utf16 = mark == 0xFEFF || mark == 0xFFFE;
        String text = new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String content(String option, String file, InputStream standardInput) throws CommandFailure {
        try {
            byte[] bytes = file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(TypedPath.of(file));
            return decoded(bytes);
        } catch (IOException | InvalidPathException e) {
            throw CommandFailure.usage(
                    "secret-file-unreadable",
                    option + ": '" + file + "' cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Name a file that you may read.",
                    e);
        }
    }
}
