package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.Driver;
import java.sql.DriverAction;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/**
 * Stops the native drivers' threads when a container deregisters the driver before it drops the application's class
 * loader. A named class: a lambda would load the lambda runtime at registration. Stateless.
 */
final class Deregistration implements DriverAction {

    @Override
    public void deregister() {
        if (isIsolated()) {
            SharedState.get().plugins().unload();
        }
    }

    private static boolean isIsolated() {
        return Deregistration.class.getClassLoader() != ClassLoader.getSystemClassLoader();
    }

    /** Deregisters the driver, and its neighbours in a class loader of its own. */
    static void run() throws SQLException {
        // Listing the drivers can make DriverManager load this driver again, by the names in the application's class
        // loader, and a loaded driver registers itself.
        boolean again = true;
        while (again) {
            again = any();
        }
        new Deregistration().deregister();
    }

    /** DriverManager lists and deregisters only drivers that the calling class could load itself. */
    private static boolean any() throws SQLException {
        boolean any = false;
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            Class<?> type = driver.getClass();
            boolean neighbour = isIsolated() && type.getClassLoader() == Deregistration.class.getClassLoader();
            if (neighbour || type == FourmindsRdsDriver.class) {
                DriverManager.deregisterDriver(driver);
                any = true;
            }
        }
        return any;
    }
}
