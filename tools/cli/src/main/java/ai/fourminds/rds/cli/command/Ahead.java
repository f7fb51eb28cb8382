package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.output.Console;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Loads on a thread of its own what a command will need while it still waits for something else. Where that fails it
 * fails again where it is needed, and there decides the outcome; here it is only mentioned. Thread-safe.
 */
final class Ahead {

    /** What is loaded may throw anything that its later use may. */
    @FunctionalInterface
    interface Work {
        Object run() throws Exception;
    }

    /** Nobody asks for it; but the JVM forgets its roots when nobody holds them. */
    @SuppressWarnings("unused")
    private volatile @Nullable Object held;

    private Ahead() {}

    /** The JVM's own TLS roots, which every AWS client reads first. Hold what this returns as long as they are wanted. */
    static Ahead roots(Console console) {
        return start(console, "the JVM's own TLS roots", () -> {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            TrustManager[] managers = factory.getTrustManagers();
            SSLContext.getInstance("TLS").init(null, managers, null);
            return managers;
        });
    }

    static Ahead start(Console console, String what, Work work) {
        Ahead ahead = new Ahead();
        Thread thread = new Thread(() -> ahead.load(console, what, work), "ahead");
        thread.setDaemon(true);
        thread.start();
        return ahead;
    }

    private void load(Console console, String what, Work work) {
        try {
            held = work.run();
        } catch (Exception | LinkageError e) {
            console.say("Could not load " + what + " ahead of its use: " + e);
        }
    }
}
