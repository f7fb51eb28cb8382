package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.InstanceReference;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Follows users' own DNS names, and those of global clusters, through their CNAMEs to the RDS endpoint. RDS's
 * description of that endpoint decides where a token is sent, so a forged DNS answer gains nothing. Thread-safe.
 */
public final class DnsAliases {

    /** Looks up CNAMEs. */
    @FunctionalInterface
    public interface Cnames {
        /**
         * Returns the CNAME of a host; empty if the host has its own addresses or does not exist.
         *
         * @throws NamingException when no name server answers
         */
        Optional<String> of(String host) throws NamingException;
    }

    // A system property with the name server to use instead of the machine's: 127.0.0.1:5353.
    private static final String SERVER = "fourminds.rds.dns";
    // Aurora changes its CNAMEs at a failover; their time to live is five seconds.
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int CAPACITY = 1_000;
    // RFC 1034 does not limit a chain's length; resolvers stop after 8 to 16.
    private static final int LONGEST = 8;

    private final Cnames cnames;
    private final SharedCalls<InstanceReference, InstanceReference> followed;

    public DnsAliases(Clock clock) {
        this(clock, DnsAliases::ask);
    }

    public DnsAliases(Clock clock, Cnames cnames) {
        this.cnames = cnames;
        this.followed = new SharedCalls<>(clock, CAPACITY, failure -> true);
    }

    /** Returns what a reference leads to: itself, unless it is a DNS name to follow. */
    public InstanceReference follow(InstanceReference reference, Deadline deadline) throws SQLException {
        return reference.isAlias()
                ? followed.get(
                        reference,
                        deadline,
                        () -> Answer.of(follow(reference), KEPT),
                        () -> InstanceFailures.nameNotResolved(reference.id(), "the name servers are silent", null))
                : reference;
    }

    private InstanceReference follow(InstanceReference reference) throws SQLException {
        InstanceReference now = reference;
        for (int step = 0; step < LONGEST && now.isAlias(); step++) {
            String host = now.id();
            now = next(now)
                    .orElseThrow(() -> InstanceFailures.nameLeadsNowhere(
                            reference.id(),
                            host.equals(reference.id())
                                    ? "It has no CNAME."
                                    : "It leads to " + host + ", which has no CNAME."));
        }
        if (now.isAlias()) {
            throw InstanceFailures.nameLeadsNowhere(
                    reference.id(), "It leads to itself, or through more than " + LONGEST + " names.");
        }
        return now;
    }

    /** Returns the target of a host name's CNAME, without following it further. */
    Optional<InstanceReference> next(InstanceReference reference) throws SQLException {
        String host = reference.host().orElseThrow();
        try {
            Optional<String> name = cnames.of(host);
            Optional<InstanceReference> next = name.flatMap(reference::at);
            if (name.isPresent() && next.isEmpty()) {
                throw InstanceFailures.nameLeadsNowhere(
                        reference.id(), "It leads to '" + name.get() + "', which is no host name.");
            }
            return next;
        } catch (NamingException unanswered) {
            throw InstanceFailures.nameNotResolved(host, String.valueOf(unanswered.getMessage()), unanswered);
        }
    }

    // Safe: the factory is the JDK's for DNS, which returns text, and no caller can choose another. JNDI requires a
    // Hashtable.
    @SuppressWarnings({"BanJNDI", "JdkObsolete"})
    private static Optional<String> ask(String host) throws NamingException {
        String server = System.getProperty(SERVER, "");
        Hashtable<String, String> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        environment.put(Context.PROVIDER_URL, server.isEmpty() ? "dns:" : "dns://" + server);
        InitialDirContext names = new InitialDirContext(environment);
        try {
            Attribute cname = names.getAttributes(host, new String[] {"CNAME"}).get("CNAME");
            return cname == null ? Optional.empty() : Optional.of(String.valueOf(cname.get()));
        } catch (NameNotFoundException unknown) {
            return Optional.empty();
        } finally {
            names.close();
        }
    }
}
