package ai.fourminds.rds.internal.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Recognises the hosts that a URL may name: endpoints of the AWS services that the driver calls, endpoints of RDS
 * databases, and this machine. Other hosts below AWS's domains belong to AWS's customers: API Gateway, S3, load
 * balancers. Stateless.
 */
public final class KnownHosts {

    public static final String REGION = "[a-z]{2,8}(?:-[a-z]{1,16}){1,3}-\\d{1,2}";

    // The domain suffixes of AWS's partitions, each without and with IPv6.
    static final String SUFFIX = "(?:amazonaws\\.com(?:\\.cn)?|api\\.aws|api\\.amazonwebservices\\.com\\.cn"
            + "|amazonaws\\.eu|api\\.amazonwebservices\\.eu"
            + "|c2s\\.ic\\.gov|api\\.aws\\.ic\\.gov|sc2s\\.sgov\\.gov|api\\.aws\\.scloud"
            + "|cloud\\.adc-e\\.uk|api\\.cloud-aws\\.adc-e\\.uk|csp\\.hci\\.ic\\.gov|api\\.aws\\.hci\\.ic\\.gov)";
    private static final String SERVICE = "(?:rds|sts|cognito-idp|cognito-identity)(?:-fips)?";
    private static final Pattern API = Pattern.compile(SERVICE + "(?:\\." + REGION + ")?\\." + SUFFIX
            + "|vpce-[a-z0-9-]+\\." + SERVICE + "\\." + REGION + "\\.vpce\\." + SUFFIX);
    private static final String OCTET = "(?:\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    private static final Pattern THIS_MACHINE = Pattern.compile("localhost|127(?:\\." + OCTET + "){3}|::1|\\[::1]");

    private KnownHosts() {}

    /** Returns whether a host is an AWS API endpoint that this driver calls, VPC endpoints included. */
    public static boolean isApi(String host) {
        return matches(API, host);
    }

    /** Returns whether a host is an endpoint of an RDS instance, cluster or proxy. */
    public static boolean isDatabase(String host) {
        return EndpointName.of(host).isPresent();
    }

    /** Returns whether a host is this machine, by a name that no resolver can redirect. */
    public static boolean isThisMachine(String host) {
        return matches(THIS_MACHINE, host);
    }

    private static boolean matches(Pattern pattern, String host) {
        return pattern.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
