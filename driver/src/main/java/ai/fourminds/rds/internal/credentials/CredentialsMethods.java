package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.cognito.CognitoMethod;
import ai.fourminds.rds.internal.settings.Providers;
import ai.fourminds.rds.internal.settings.SettingsReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The available credentials methods: the driver's own and those on the class path. Immutable. */
public final class CredentialsMethods implements SettingsReader.MethodTable {

    private final Map<String, CredentialsMethod> byName = new LinkedHashMap<>();
    private List<String> broken = List.of();

    private CredentialsMethods() {}

    /** Loads the methods on the class path, which may not take the name of a built-in one. */
    public static CredentialsMethods load() {
        DefaultMethod chain = new DefaultMethod();
        CredentialsMethods methods = of(List.of(
                chain,
                new ProfileMethod(),
                new AccessKeysMethod(),
                new IamRoleMethod(System.getenv(), chain),
                new CognitoMethod()));
        methods.broken = Providers.load(CredentialsMethod.class, method -> {
            Set.copyOf(method.settings());
            methods.add(method);
        });
        return methods;
    }

    static CredentialsMethods of(List<CredentialsMethod> methods) {
        CredentialsMethods all = new CredentialsMethods();
        methods.forEach(all::add);
        return all;
    }

    private void add(CredentialsMethod method) {
        byName.putIfAbsent(method.name(), method);
    }

    @Override
    public List<String> broken() {
        return broken;
    }

    @Override
    public Map<String, Set<String>> settingsByName() {
        Map<String, Set<String>> settings = new TreeMap<>();
        byName.forEach((name, method) -> settings.put(name, Set.copyOf(method.settings())));
        return settings;
    }

    @Override
    public List<String> faults(String method, Map<String, String> settings) {
        return named(method).faults(settings);
    }

    CredentialsMethod named(String name) {
        CredentialsMethod method = byName.get(name);
        if (method == null) {
            throw new IllegalArgumentException("no credentials method " + name);
        }
        return method;
    }
}
