package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugins.common.login.DialSocketFactory;
import java.util.Properties;

/**
 * pgjdbc's {@code socketFactory}; public because pgjdbc instantiates it by name. A connection keeps it and dials its
 * cancel requests through it, to the same address. Thread-safe.
 */
public final class LoginSocketFactory extends DialSocketFactory {

    /** Called by pgjdbc with its connection properties, during a connect. */
    public LoginSocketFactory(Properties properties) {
        super(Login.of(properties).request(), Login.of(properties).deadline());
    }
}
