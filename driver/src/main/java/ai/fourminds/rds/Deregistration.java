package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.DriverAction;

/**
 * Containers deregister an application's drivers before they drop its class loader. A class of its own, since a lambda would
 * make registering load what makes lambdas. Stateless.
 */
final class Deregistration implements DriverAction {

    @Override
    public void deregister() {
        if (FourmindsRdsDriver.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            SharedState.get().plugins().unload();
        }
    }
}
