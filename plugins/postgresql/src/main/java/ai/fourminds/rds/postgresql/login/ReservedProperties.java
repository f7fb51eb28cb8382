package ai.fourminds.rds.postgresql.login;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pgjdbc properties that callers may not set, each with what to use instead. Immutable. */
public final class ReservedProperties {

    public static final Map<String, String> ALL = all();

    private ReservedProperties() {}

    private static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        put(all, "TLS is always on and always verified; see tlsMode", "ssl", "sslmode", "sslNegotiation", "gssEncMode");
        put(
                all,
                "the server's certificate is verified by this driver; see tlsRootCert and tlsMode",
                "sslrootcert",
                "sslfactory",
                "sslfactoryarg",
                "sslhostnameverifier");
        put(
                all,
                "no client certificate takes part in IAM authentication; leave it out",
                "sslcert",
                "sslkey",
                "sslpassword",
                "sslpasswordcallback");
        put(
                all,
                "the IAM token is the only password, and is made for each connect; see auth",
                "password",
                "authenticationPluginClassName",
                "requireAuth",
                "channelBinding",
                "gsslib",
                "jaasLogin");
        put(all, "name the database user with the setting user", "user");
        put(all, "name the database in the URL, after the instance", "PGDBNAME");
        put(
                all,
                "the instance gives the address; see connectHost and connectPort for tunnels",
                "PGHOST",
                "PGPORT",
                "service",
                "socketFactory",
                "socketFactoryArg",
                "targetServerType",
                "loadBalanceHosts",
                "hostRecheckSeconds");
        put(
                all,
                "connectTimeout of this driver bounds TCP, TLS and login together",
                "connectTimeout",
                "loginTimeout",
                "sslResponseTimeout",
                "gssResponseTimeout",
                "connectExecutor",
                "connectExecutorArg");
        put(all, "this driver's classes come from its own class loader; leave it out", "classLoaderStrategy");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String instead, String... names) {
        List.of(names).forEach(name -> all.put(name, instead));
    }
}
