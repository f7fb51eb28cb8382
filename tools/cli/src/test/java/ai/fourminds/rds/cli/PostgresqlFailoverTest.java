package ai.fourminds.rds.cli;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;

/** Failovers of a PostgreSQL cluster, everywhere in an export. */
class PostgresqlFailoverTest extends FaultMatrix {
    private static LocalRds rds;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .sampleData(false)
                .start();
        new PostgresqlStage(rds, "prod-cluster").createDatabase();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    static Stream<Arguments> cases() {
        return cases(EnumSet.of(Fault.FAILOVER));
    }

    @Override
    Stage stage() {
        return new PostgresqlStage(rds, "prod-cluster");
    }
}
