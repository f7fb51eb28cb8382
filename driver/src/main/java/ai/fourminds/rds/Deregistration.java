package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.DriverAction;

/**
 * Stops the native drivers' threads when a container deregisters the driver before it drops the application's class
 * loader. A named class: a lambda would load the lambda runtime at registration. Stateless.
 */
final class Deregistration implements DriverAction {

    @Override
    public void deregister() {
        if (FourmindsRdsDriver.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
            SharedState.get().plugins().unload();
        }
    }
}
