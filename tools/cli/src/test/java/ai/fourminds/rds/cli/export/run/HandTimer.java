package ai.fourminds.rds.cli.export.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A timer whose time passes when a test says so. Thread-safe. */
final class HandTimer implements Timer {
    private record Waiting(Duration delay, Runnable action) {}

    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    @Override
    public Runnable after(Duration delay, Runnable action) {
        Waiting entry = new Waiting(delay, action);
        waiting.add(entry);
        return () -> waiting.removeIf(other -> other == entry);
    }

    /** Runs everything that waits for exactly this long. */
    void fire(Duration delay) {
        for (Waiting entry : waiting) {
            if (entry.delay().equals(delay) && waiting.remove(entry)) {
                entry.action().run();
            }
        }
    }

    int waiting() {
        return waiting.size();
    }
}
