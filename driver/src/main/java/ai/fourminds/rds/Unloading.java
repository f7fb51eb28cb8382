package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** What the driver leaves in the JVM beside its classes, and how that ends. Used by one thread. */
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
        // Asking for the drivers makes DriverManager load ours under the names of the application's, and those
        // register.
        boolean again = true;
        while (again) {
            again = deregister(isolated);
        }
        if (isolated) {
            SharedState.get().plugins().unload();
        }
    }

    /** DriverManager names only what this class could load itself, and lets no other class deregister it. */
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
