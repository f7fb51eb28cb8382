package ai.fourminds.rds.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The same check on every lane: engines at the same time, the native drivers of one engine in turn. An engine that this machine
 * cannot run is found missing after the others have passed. Stateless.
 */
final class Lanes {

    /** What is to hold on a lane. */
    @FunctionalInterface
    interface Check {
        void on(Lane lane) throws Exception;
    }

    private Lanes() {}

    static void each(Check check) throws Exception {
        Map<String, List<Lane>> engines = Arrays.stream(Lane.values())
                .filter(FailureCloud::runs)
                .collect(Collectors.groupingBy(lane -> lane.engine));
        ExecutorService pool = Executors.newFixedThreadPool(engines.size());
        try {
            List<Future<?>> checks = new ArrayList<>();
            for (List<Lane> lanes : engines.values()) {
                checks.add(pool.submit(() -> {
                    for (Lane lane : lanes) {
                        named(check, lane);
                    }
                    return lanes;
                }));
            }
            for (Future<?> done : checks) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause().getMessage(), failed.getCause());
        } finally {
            pool.shutdownNow();
        }
        for (Lane lane : Lane.values()) {
            FailureCloud.RDS.instance(lane.instance);
        }
    }

    private static void named(Check check, Lane lane) {
        try {
            check.on(lane);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("on " + lane + ": " + failure, failure);
        }
    }
}
