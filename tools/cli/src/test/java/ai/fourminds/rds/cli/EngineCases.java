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
 * The same check on every engineCase: engines at the same time, the native drivers of one engine in turn. An engine that this machine
 * cannot run is found missing after the others have passed. Stateless.
 */
final class EngineCases {

    /** What is to hold on a engineCase. */
    @FunctionalInterface
    interface Check {
        void on(EngineCase engineCase) throws Exception;
    }

    private EngineCases() {}

    static void each(Check check) throws Exception {
        Map<String, List<EngineCase>> engines = Arrays.stream(EngineCase.values())
                .filter(FailureCloud::runs)
                .collect(Collectors.groupingBy(engineCase -> engineCase.engine));
        ExecutorService pool = Executors.newFixedThreadPool(engines.size());
        try {
            List<Future<?>> checks = new ArrayList<>();
            for (List<EngineCase> engineCases : engines.values()) {
                checks.add(pool.submit(() -> {
                    for (EngineCase engineCase : engineCases) {
                        named(check, engineCase);
                    }
                    return engineCases;
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
        for (EngineCase engineCase : EngineCase.values()) {
            FailureCloud.RDS.instance(engineCase.instance);
        }
    }

    private static void named(Check check, EngineCase engineCase) {
        try {
            check.on(engineCase);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("on " + engineCase + ": " + failure, failure);
        }
    }
}
