package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

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
        if (isolated) {
            SharedState.get().plugins().unload();
        }
        // DriverManager names only what this class could load itself, and lets no other class deregister it.
        List<Driver> registered = Collections.list(DriverManager.getDrivers());
        for (Driver driver : registered) {
            boolean neighbour = isolated && driver.getClass().getClassLoader() == own.getClassLoader();
            if (neighbour || driver.getClass() == own) {
                DriverManager.deregisterDriver(driver);
            }
        }
    }
}
