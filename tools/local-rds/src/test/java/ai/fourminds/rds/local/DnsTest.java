package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attributes;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The DNS server as the JDK's own client sees it. */
class DnsTest {
    private static LocalRds rds;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder()
                .engines(List.of(DatabaseEngine.POSTGRESQL))
                .sampleData(false)
                .start();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @Test
    void aNameOfOnesOwnIsFollowedToAProxy() throws Exception {
        String host = rds.proxy("prod-proxy").endpoint().host();
        rds.dns().cname("db.example.com", "alias.example.com").cname("alias.example.com", host);
        assertThat(ask("db.example.com", "CNAME").get("CNAME").get()).isEqualTo("alias.example.com.");
        assertThat(ask("DB.example.com", "CNAME").get("CNAME").get()).isEqualTo("alias.example.com.");
        assertThat(ask("alias.example.com", "CNAME").get("CNAME").get()).isEqualTo(host + ".");
        assertThat(String.valueOf(ask("db.example.com", "A").get("A").get()))
                .isEqualTo(ask(host, "A").get("A").get())
                .startsWith("127.");
        assertThat(ask(host, "CNAME").get("CNAME")).isNull();
        assertThat(ask(host, "AAAA").size()).isZero();
        assertThat(rds.dns().hostsFile()).content().contains(" db.example.com\n", "127.0.0.1 localhost\n");
    }

    @Test
    void aNameThatNobodyMadeDoesNotExist() {
        assertThatThrownBy(() -> ask("no-such.example.com", "CNAME")).isInstanceOf(NameNotFoundException.class);
    }

    private static Attributes ask(String name, String type) throws NamingException {
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(
                Context.PROVIDER_URL, "dns://127.0.0.1:" + rds.dns().address().getPort());
        var client = new InitialDirContext(environment);
        try {
            return client.getAttributes(name, new String[] {type});
        } finally {
            client.close();
        }
    }
}
