package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** Deregisters the driver and stops its native drivers' threads. Used by one thread. */
final class Unloading {

    private final Class<?> own;

    private Unloading(Class<?> own) {
        this.own = own;
    }

    static Unloading of(Class<? extends Driver> own) {
        return new Unloading(own);
    }

    void run() throws SQLException {
        boolean isolated = own.getClassLoader() != ClassLoader.getSystemClassLoader();
        // Listing the drivers can make DriverManager load this driver again, by the names in the application's class
        // loader, and a loaded driver registers itself.
        boolean again = true;
        while (again) {
            again = deregister(isolated);
        }
        if (isolated) {
            SharedState.get().plugins().unload();
        }
    }

    /**
     * Runs in this class loader: DriverManager lists and deregisters only drivers that the calling class could load
     * itself.
     */
    private boolean deregister(boolean isolated) throws SQLException {
        boolean any = false;
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            boolean neighbour = isolated && driver.getClass().getClassLoader() == own.getClassLoader();
            if (neighbour || driver.getClass() == own) {
                DriverManager.deregisterDriver(driver);
                any = true;
            }
        }
        return any;
    }
}
