package ai.fourminds.rds.bundle;

import java.io.IOException;
import java.net.URLClassLoader;
import java.sql.Driver;

/** A driver made by its class's name in a loader of its own; closing it unloads both. Immutable. */
record LoadedDriver(Driver driver, URLClassLoader loader) implements AutoCloseable {
    static final String CLASS = "ai.fourminds.rds.FourmindsRdsDriver";

    static LoadedDriver in(URLClassLoader loader, String className) throws ReflectiveOperationException {
        return new LoadedDriver(
                (Driver) Class.forName(className, true, loader).getConstructor().newInstance(), loader);
    }

    @Override
    public void close() throws ReflectiveOperationException, IOException {
        driver.getClass().getMethod("unload").invoke(null);
        loader.close();
    }
}
