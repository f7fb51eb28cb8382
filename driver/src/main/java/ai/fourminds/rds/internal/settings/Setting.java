package ai.fourminds.rds.internal.settings;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings table: declares everything about each setting once. The parser, {@code getPropertyInfo}, the command
 * line's options and the reference page are derived from it. Immutable.
 */
public enum Setting {
    INSTANCE(
            "instance",
            SettingType.TEXT,
            "The DB instance, cluster or proxy, by identifier, ARN, endpoint or a name of your own, where the URL names none:"
                    + " jdbc:fourminds-rds:/database."),
    REGION(
            "region",
            SettingType.REGION,
            "AWS region of the instance. Taken from an ARN or endpoint when the instance is named by one, else from the"
                    + " AWS SDK's region chain."),
    USER("user", SettingType.TEXT, "Database user that is granted IAM authentication.", "fourminds_iam_user"),
    AUTH(
            "auth",
            SettingType.TEXT,
            "Where AWS credentials come from. When not set, the method that reads the settings given, such as iam-role for"
                    + " roleArn; without any, default."),
    AWS_PROFILE(
            "awsProfile",
            SettingType.TEXT,
            "Named profile of the shared AWS files; with roleArn, the profile from which the role is taken.",
            Set.of("profile")),
    ROLE_ARN("roleArn", SettingType.TEXT, "ARN of the IAM role to assume.", Set.of("iam-role")),
    ROLE_SESSION_NAME("roleSessionName", SettingType.TEXT, "Session name that shows in CloudTrail.", "fourminds-rds"),
    EXTERNAL_ID("externalId", SettingType.TEXT, "External id that the role's trust policy demands."),
    ROLE_DURATION_SECONDS(
            "roleDurationSeconds", SettingType.SESSION_SECONDS, "Length of the role session in seconds.", "3600"),
    WEB_IDENTITY_TOKEN_FILE(
            "webIdentityTokenFile",
            SettingType.FILE,
            "File with the OIDC token of a web identity. AWS_WEB_IDENTITY_TOKEN_FILE when not set."),
    WEB_IDENTITY_ROLE_ARN(
            "webIdentityRoleArn",
            SettingType.TEXT,
            "Role taken with the OIDC token first, from which roleArn is taken."),
    COGNITO_USER_POOL_ID("cognitoUserPoolId", SettingType.POOL, "Amazon Cognito user pool id.", Set.of("cognito")),
    COGNITO_CLIENT_ID("cognitoClientId", SettingType.TEXT, "App client id of the user pool.", Set.of("cognito")),
    COGNITO_CLIENT_SECRET("cognitoClientSecret", SettingType.SECRET, "App client secret, when the app client has one."),
    COGNITO_IDENTITY_POOL_ID(
            "cognitoIdentityPoolId", SettingType.POOL, "Amazon Cognito identity pool id.", Set.of("cognito")),
    COGNITO_USERNAME("cognitoUsername", SettingType.TEXT, "User of the user pool.", Set.of("cognito")),
    COGNITO_PASSWORD("cognitoPassword", SettingType.SECRET, "Password of the user pool's user.", Set.of("cognito")),
    COGNITO_FLOW(
            "cognitoFlow",
            "How to sign in to the user pool: srp never sends the password.",
            List.of("auto", "srp", "password")),
    ACCESS_KEY_ID("accessKeyId", SettingType.TEXT, "AWS access key id.", Set.of("access-keys")),
    SECRET_ACCESS_KEY("secretAccessKey", SettingType.SECRET, "AWS secret access key.", Set.of("access-keys")),
    SESSION_TOKEN("sessionToken", SettingType.SECRET, "AWS session token of temporary access keys."),
    CONNECTION("connection", SettingType.TEXT, "Saved connection whose settings apply under the URL's own."),
    ENDPOINT_URL(
            "endpointUrl",
            SettingType.URL,
            "Endpoint of the RDS API, such as a VPC endpoint; on this machine itself, a stand-in for every AWS service. The SDK's"
                    + " AWS_ENDPOINT_URL* when not set."),
    TARGET(
            "target",
            "Which member of a cluster to connect to. writer: the writer, checked after the login; reader: whichever the reader"
                    + " endpoint leads to; any: whichever the endpoint leads to, unchecked. A reader or custom endpoint in place"
                    + " of the cluster's name decides by itself when not set.",
            List.of("writer", "reader", "any")),
    CONNECT_HOST(
            "connectHost",
            SettingType.HOST,
            "Host to dial instead of the instance (SSH or SSM tunnel); token and certificate are still for the real"
                    + " endpoint. localhost when only connectPort is set."),
    CONNECT_PORT("connectPort", SettingType.PORT, "Port to dial instead of the instance's. Its own port when not set."),
    INSTANCE_HOST(
            "instanceHost",
            SettingType.HOST,
            "The instance's endpoint host, to connect without rds:DescribeDBInstances; needs instanceEngine."),
    INSTANCE_PORT(
            "instancePort",
            SettingType.PORT,
            "The instance's port, with instanceHost, or a proxy's. The engine's usual one when not set."),
    INSTANCE_ENGINE(
            "instanceEngine",
            SettingType.TEXT,
            "The instance's RDS engine, such as postgres or aurora-mysql; with instanceHost, or for a proxy that may not be looked"
                    + " up."),
    NATIVE_DRIVER(
            "nativeDriver",
            SettingType.TEXT,
            "The native driver to use where more than one serves the engine, by its plugin's name. The engine's own when not"
                    + " set."),
    TLS_MODE(
            "tlsMode",
            "What of the server's certificate is verified: verify-full also checks the host name; verify-ca trusts the RDS roots"
                    + " or tlsRootCert only.",
            List.of("verify-full", "verify-ca")),
    TLS_ROOT_CERT(
            "tlsRootCert",
            SettingType.FILE,
            "PEM file with root certificates that replaces the bundled RDS roots and the JVM's."),
    DISCOVERY_TIMEOUT("discoveryTimeout", SettingType.DURATION, "Bound of one AWS look-up.", "15s"),
    DISCOVERY_CACHE_TTL(
            "discoveryCacheTtl",
            SettingType.DURATION,
            "How long a looked-up instance is used without asking again.",
            "60s"),
    CONNECT_TIMEOUT(
            "connectTimeout",
            SettingType.DURATION,
            "Bound of a whole connect: credentials, look-up, TCP, TLS and login. Four fifths of the DataSource's or"
                    + " DriverManager's login timeout when not set, else 10s.");

    static final String ENVIRONMENT_PREFIX = "FOURMINDS_RDS_";

    private static final Map<String, Setting> BY_NAME = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        Arrays.stream(values()).forEach(setting -> BY_NAME.put(setting.settingName, setting));
    }

    private final String settingName;
    private final SettingType type;
    private final String description;
    private final @Nullable String defaultValue;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> choices;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> requiredByAuth;

    Setting(
            String settingName,
            SettingType type,
            String description,
            @Nullable String defaultValue,
            List<String> choices,
            Set<String> requiredByAuth) {
        this.settingName = settingName;
        this.type = type;
        this.description = description;
        this.defaultValue = defaultValue;
        this.choices = choices;
        this.requiredByAuth = requiredByAuth;
    }

    Setting(String settingName, SettingType type, String description) {
        this(settingName, type, description, null, List.of(), Set.of());
    }

    Setting(String settingName, SettingType type, String description, String defaultValue) {
        this(settingName, type, description, defaultValue, List.of(), Set.of());
    }

    Setting(String settingName, String description, List<String> choices) {
        this(settingName, SettingType.TEXT, description, choices.get(0), choices, Set.of());
    }

    Setting(String settingName, SettingType type, String description, Set<String> requiredByAuth) {
        this(settingName, type, description, null, List.of(), requiredByAuth);
    }

    /** Returns the names of the settings from one to another, in the order of the table. */
    public static Set<String> names(Setting first, Setting last) {
        return EnumSet.range(first, last).stream().map(Setting::settingName).collect(Collectors.toUnmodifiableSet());
    }

    /** Finds a setting by name, ignoring case: Spark folds the case of properties. */
    public static Optional<Setting> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns the name in URLs and Properties. */
    public String settingName() {
        return settingName;
    }

    /** Returns the environment variable of the same setting: {@code FOURMINDS_RDS_ROLE_ARN}. */
    public String environmentVariable() {
        return ENVIRONMENT_PREFIX + name();
    }

    public SettingType type() {
        return type;
    }

    public String description() {
        return description;
    }

    /** Returns the default value; empty if there is none or it depends on other settings. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public List<String> choices() {
        return choices;
    }

    /** Returns whether {@code auth=method} requires it. */
    public boolean requiredBy(String method) {
        return requiredByAuth.contains(method);
    }

    /** Returns whether its value must never be shown. */
    public boolean secret() {
        return type == SettingType.SECRET;
    }

    /** Returns whether any URL may set this value: no secret, no file, no host outside of AWS. */
    public boolean forUrls(String value) {
        return !secret() && complaint(value).isEmpty() && reach(value).isEmpty();
    }

    /** Returns what a stranger could do with the value, as the beginning of a sentence; empty if it is harmless. */
    Optional<String> reach(String value) {
        return this == TLS_MODE && !value.equalsIgnoreCase(choices.get(0))
                ? Optional.of("leaves the server's name unverified")
                : type.reach(value);
    }

    Optional<String> complaint(String value) {
        // No name contains one, and commands and statements in messages could not express it.
        if (!secret() && value.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character");
        }
        if (!choices.isEmpty() && !choices.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.of("is none of " + String.join(", ", choices));
        }
        return type.complaint(value);
    }
}
