package ai.fourminds.rds.web.connection;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.view.IamPolicy;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form of a connection, whose fields are the driver's settings. Immutable.
 *
 * @param name the saved connection's name, or empty for a new one
 * @param method the credentials method
 * @param fields the fields of the method
 * @param more the fields that are not about credentials
 * @param user the database user
 */
public record ConnectForm(String name, String method, List<Field> fields, List<Field> more, String user) {
    /** The credentials methods, by the value of {@code auth}; the two of the integration guide come first. */
    public static final Map<String, String> METHODS = methods();

    private static final Map<String, String> LABELS = Map.of(
            "region", "AWS Region",
            "user", "Database user",
            "roleArn", "IAM Role ARN",
            "externalId", "External ID",
            "cognitoUserPoolId", "User Pool ID",
            "cognitoClientId", "App Client ID",
            "cognitoClientSecret", "App Client Secret",
            "cognitoIdentityPoolId", "Identity Pool ID",
            "cognitoUsername", "Username",
            "cognitoPassword", "Password");
    private static final Set<String> ASKED_APART = Set.of("auth", "connection", "sessionToken", "region", "user");
    private static final String DEFAULT_USER = "fourminds_iam_user";

    /**
     * A field of the form.
     *
     * @param name the setting's name
     * @param label for people
     * @param help an explanation of one or two sentences
     * @param required whether the method requires the setting
     * @param secret whether the value is secret, and never sent to the browser
     * @param saved whether a secret is saved, which an empty field keeps
     * @param choices the allowed values, empty for any
     * @param value the field's value; empty for secrets
     */
    public record Field(
            String name,
            String label,
            String help,
            boolean required,
            boolean secret,
            boolean saved,
            List<String> choices,
            String value) {}

    /** Copies the lists. */
    public ConnectForm {
        fields = List.copyOf(fields);
        more = List.copyOf(more);
    }

    /** Returns the form of a method, filled with known settings. */
    public static ConnectForm of(String name, String method, Map<String, String> known) {
        List<Field> fields = new ArrayList<>();
        List<Field> more = new ArrayList<>();
        for (SettingInfo setting : RdsFleet.settings()) {
            Field field = field(setting, method, known);
            if (setting.name().equals("region")) {
                fields.add(0, field);
            } else if (setting.name().equals("user") || (setting.usedByAuth().contains(method) && asked(setting))) {
                fields.add(field);
            } else if (setting.usedByAuth().isEmpty() && asked(setting)) {
                more.add(field);
            }
        }
        return new ConnectForm(name, method, fields, more, known.getOrDefault("user", DEFAULT_USER));
    }

    /**
     * Returns the settings of a submitted form, without fields of other methods.
     *
     * @param masked saved settings that the form does not show: secrets, which empty fields keep, and settings without
     *     a field
     */
    public static Map<String, String> settings(
            String method, Function<String, @Nullable String> value, Map<String, String> masked) {
        Map<String, String> settings = new TreeMap<>(masked);
        RdsFleet.settings().forEach(setting -> settings.remove(setting.name()));
        settings.put("auth", method);
        for (SettingInfo setting : RdsFleet.settings()) {
            String typed = value.apply(setting.name());
            String given = typed == null || typed.isBlank() ? masked.get(setting.name()) : typed;
            boolean used =
                    setting.usedByAuth().isEmpty() || setting.usedByAuth().contains(method);
            if (given != null && used && !setting.name().equals("auth")) {
                settings.put(setting.name(), setting.secret() ? given : given.strip());
            }
        }
        return settings;
    }

    /** Returns the SQL that an administrator runs to create the user, by engine. */
    public Map<String, List<String>> statements() {
        Map<String, List<String>> statements = new TreeMap<>();
        for (EnginePlugin plugin : ServiceLoader.load(EnginePlugin.class)) {
            statements.put(plugin.name(), plugin.userStatements(user));
        }
        return statements;
    }

    /** Returns the IAM policy that the user needs. */
    public String policy() throws IOException {
        StringWriter policy = new StringWriter();
        String region = fields.stream()
                .filter(field -> field.name().equals("region") && !field.value().isBlank())
                .map(Field::value)
                .findFirst()
                .orElse("us-east-1");
        IamPolicy.ofAll(user, RdsFleet.partition(region)).write(policy);
        return policy.toString();
    }

    private static boolean asked(SettingInfo setting) {
        return !ASKED_APART.contains(setting.name());
    }

    private static Field field(SettingInfo setting, String method, Map<String, String> known) {
        String value = setting.secret() ? "" : known.getOrDefault(setting.name(), "");
        boolean saved = setting.secret() && known.containsKey(setting.name());
        return new Field(
                setting.name(),
                LABELS.getOrDefault(setting.name(), setting.name()),
                setting.description(),
                setting.requiredByAuth().contains(method) || setting.name().equals("region"),
                setting.secret(),
                saved,
                setting.choices(),
                value);
    }

    private static Map<String, String> methods() {
        Map<String, String> methods = new LinkedHashMap<>();
        methods.put("iam-role", "IAM Role");
        methods.put("cognito", "Cognito");
        methods.put("profile", "AWS profile");
        methods.put("access-keys", "Access keys");
        methods.put("default", "Other");
        return methods;
    }
}
