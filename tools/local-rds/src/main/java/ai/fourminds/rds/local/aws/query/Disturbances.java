package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.fleet.DbCluster;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.DbProxy;
import java.time.Duration;
import java.util.OptionalInt;

/** The bad days of a cloud, as the endpoint asks for them before each answer. Thread-safe. */
public interface Disturbances {
    /** Whether this request is one too many; asking uses it up. */
    boolean throttle();

    /** The HTTP status to fail this request with, if any; asking uses it up. */
    OptionalInt failure();

    /** Whether the endpoint closes connections without an answer. */
    boolean down();

    /** Whether all credentials count as expired. */
    boolean expired();

    /** Whether the caller's policy has lost this action, such as {@code sts:AssumeRole}. */
    boolean denied(String action);

    /** How long the answer is held back. */
    Duration delay();

    /** What RDS says of an instance now: as ever, or that it has another state, endpoint or IAM flag. */
    DbInstance today(DbInstance usual);

    /** The same of a cluster. */
    DbCluster today(DbCluster usual);

    /** The same of a proxy. */
    DbProxy today(DbProxy usual);
}
