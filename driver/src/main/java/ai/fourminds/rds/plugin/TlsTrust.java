package ai.fourminds.rds.plugin;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How the server's certificate is verified.
 *
 * @param context trusts exactly {@code roots}; shared between connects so that TLS sessions can be resumed
 * @param roots the same roots as certificates, for native drivers that take no {@link SSLContext}
 * @param verifyHostname whether the certificate must also name the real endpoint's host ({@code tlsMode=verify-full})
 */
public record TlsTrust(SSLContext context, List<X509Certificate> roots, boolean verifyHostname) {

    /** Copies the roots. */
    public TlsTrust {
        roots = List.copyOf(roots);
    }

    @Override
    public String toString() {
        return "TlsTrust[" + roots.size() + " roots, verifyHostname=" + verifyHostname + "]";
    }
}
