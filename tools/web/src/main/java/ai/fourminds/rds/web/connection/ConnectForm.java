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
 * The form that describes a connection: its fields are the driver's settings. Immutable.
 *
 * @param name the saved connection, or empty for a new one
 * @param method the credentials method whose fields are shown
 * @param fields those of the method
 * @param more those that have nothing to do with credentials
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
    private static final String USUAL_USER = "fourminds_iam_user";

    /**
     * One field.
     *
     * @param name the setting
     * @param label for people
     * @param help one or two sentences
     * @param required whether the method cannot do without
     * @param secret whether the value is never sent back
     * @param saved whether it is a secret that is saved, and kept where the field is left empty
     * @param choices the values allowed, empty when free
     * @param value what it holds; empty for secrets
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

    /** The form of a method, filled with what is known. */
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
        return new ConnectForm(name, method, fields, more, known.getOrDefault("user", USUAL_USER));
    }

    /**
     * The settings that a filled form means; fields of other methods are left out.
     *
     * @param masked what is saved and not shown: secrets, for fields that are empty, and what has no field
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

    /** What an administrator runs on an instance of each engine. */
    public Map<String, List<String>> statements() {
        Map<String, List<String>> statements = new TreeMap<>();
        for (EnginePlugin plugin : ServiceLoader.load(EnginePlugin.class)) {
            statements.put(plugin.name(), plugin.userStatements(user));
        }
        return statements;
    }

    /** What AWS must allow for that. */
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
