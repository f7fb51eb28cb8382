package ai.fourminds.rds.bundle;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import java.util.EnumSet;
import java.util.Properties;

/** One local RDS with every engine for all tests of this JVM; it ends with the JVM. Thread-safe. */
final class Clouds {
    private static final LocalRds ALL =
            LocalRds.builder().engines(EnumSet.allOf(DatabaseEngine.class)).start();

    private Clouds() {}

    static LocalRds all() {
        return ALL;
    }

    /** {@link #settings()} to go with the URL of an instance; fails where this machine cannot run its engine. */
    static Properties settings(String url) {
        ALL.instance(url.replaceFirst(".*(prod-\\w+).*", "$1"));
        return settings();
    }

    /** Fresh ones each time, with what GUI tools send although nobody typed it. */
    static Properties settings() {
        var settings = new Properties();
        settings.putAll(ALL.settings());
        settings.setProperty("password", "");
        return settings;
    }
}
