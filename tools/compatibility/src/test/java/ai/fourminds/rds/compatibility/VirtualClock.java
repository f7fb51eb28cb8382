package ai.fourminds.rds.compatibility;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is as far from the machine's as a test wants it to be. Thread-safe. */
final class VirtualClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    void offset(Duration duration) {
        offset = duration;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
