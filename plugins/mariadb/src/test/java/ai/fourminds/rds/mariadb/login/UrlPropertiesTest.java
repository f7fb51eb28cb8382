package ai.fourminds.rds.mariadb.login;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.mariadb.MariadbPlugin;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.util.options.OptionAliases;

/** Every property of MariaDB Connector/J is judged; one that a new version brings fails here until it is. */
class UrlPropertiesTest {

    /** What a URL may not set, and why. */
    private static final Map<String, String> GUARDED = Map.ofEntries(
            Map.entry("initSql", "runs SQL"),
            Map.entry("sessionVariables", "runs SQL"),
            Map.entry("createDatabaseIfNotExist", "runs SQL"),
            Map.entry("localSocketAddress", "chooses a network interface"),
            Map.entry("enabledSslCipherSuites", "may weaken TLS"),
            Map.entry("enabledSslProtocolSuites", "may weaken TLS"),
            Map.entry("galeraAllowedState", "for several hosts"),
            Map.entry("useIpForKillQuery", "chooses an address"),
            Map.entry("maxIdleTime", "of the pool of the native driver"),
            Map.entry("poolValidMinDelay", "of the pool of the native driver"),
            Map.entry("includeThreadDumpInDeadlockExceptions", "shows the program's threads"));

    private final Set<String> reserved =
            set(new MariadbPlugin().reservedProperties().keySet());
    private final Set<String> free = set(new MariadbPlugin().urlProperties());

    private static Set<String> set(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    private static Set<String> ofTheDriver() {
        Set<String> names = set(OptionAliases.OPTIONS_ALIASES.keySet());
        Arrays.stream(Configuration.Builder.class.getDeclaredFields())
                .map(Field::getName)
                .filter(name -> !name.startsWith("_") && !name.startsWith("$"))
                .forEach(names::add);
        return names;
    }

    @Test
    void eachIsReservedOrGuardedOrFreeAndNothingElse() {
        Set<String> unjudged = ofTheDriver();
        unjudged.removeAll(reserved);
        unjudged.removeAll(set(GUARDED.keySet()));
        unjudged.removeAll(free);
        assertThat(unjudged).isEmpty();
        assertThat(free).isSubsetOf(ofTheDriver());
        assertThat(GUARDED.keySet()).noneMatch(free::contains).noneMatch(reserved::contains);
        assertThat(free).noneMatch(reserved::contains);
    }
}
