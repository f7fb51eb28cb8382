package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import java.time.Duration;
import java.util.OptionalInt;

/** The faults that the endpoint simulates; it asks before each answer. Thread-safe. */
public interface SimulatedFaults {
    /** Whether to throttle this request. Each call uses up one. */
    boolean throttle();

    /** Returns the HTTP status to fail this request with. Each call uses up one. */
    OptionalInt failure();

    /** Whether the endpoint closes connections without an answer. */
    boolean down();

    /** Whether all credentials count as expired. */
    boolean expired();

    /** Whether this action, such as {@code sts:AssumeRole}, is denied. */
    boolean denied(String action);

    /** Returns the delay of the answer. */
    Duration delay();

    /** Returns the current description of an instance: unchanged, or with another status, endpoint or IAM flag. */
    DbInstance today(DbInstance usual);

    /** Returns the current description of a cluster. */
    DbCluster today(DbCluster usual);

    /** Returns the current description of a proxy. */
    DbProxy today(DbProxy usual);
}
