package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.plugins.common.login.DialSocketFactory;

/**
 * pgjdbc's {@code socketFactory}; public because pgjdbc instantiates it by name. A connection keeps it and dials its
 * cancel requests through it, to the same address. Thread-safe.
 */
public final class LoginSocketFactory extends DialSocketFactory {

    /** Called by pgjdbc during a connect. */
    public LoginSocketFactory() {
        super(Login.underWay().request(), Login.underWay().deadline());
    }
}
