package ai.fourminds.rds.postgresql.login;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.postgresql.PostgresqlPlugin;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.postgresql.PGProperty;

/** Every property of pgjdbc is judged; one that a new version brings fails here until it is. */
class UrlPropertiesTest {

    /** What a URL may not set, and why. */
    private static final Map<String, String> GUARDED = Map.ofEntries(
            Map.entry("loggerFile", "writes a file"),
            Map.entry("loggerLevel", "says what is written there"),
            Map.entry("logUnclosedConnections", "writes logs"),
            Map.entry("localSocketAddress", "chooses a network interface"),
            Map.entry("xmlFactoryFactory", "loads a class"),
            Map.entry("jaasApplicationName", "chooses the login modules to load"),
            Map.entry("kerberosServerName", "no other login than by token"),
            Map.entry("sspiServiceClass", "no other login than by token"),
            Map.entry("useSpnego", "no other login than by token"),
            Map.entry("gssUseDefaultCreds", "no other login than by token"),
            Map.entry("scramMaxIterations", "no other login than by token"),
            Map.entry("pemKeyAlgorithm", "reads a key"),
            Map.entry("replication", "leaves the token in the send buffer"));

    private final Set<String> reserved =
            set(new PostgresqlPlugin().reservedProperties().keySet());
    private final Set<String> free = set(new PostgresqlPlugin().urlProperties());

    private static Set<String> set(Collection<String> names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(names);
        return set;
    }

    private static Set<String> ofTheDriver() {
        return set(Arrays.stream(PGProperty.values()).map(PGProperty::getName).toList());
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
