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

/** The fault matrix on MariaDB. */
class MariadbFaultsTest extends FaultMatrix {
    private static LocalRds rds;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of(DatabaseEngine.MARIADB))
                .sampleData(false)
                .start();
        new FamilyStage(rds, "prod-orders").createDatabase();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    static Stream<Arguments> cases() {
        return cases(EnumSet.complementOf(EnumSet.of(Fault.SERVER_CRASH, Fault.FAILOVER, Fault.SNAPSHOT_LOST)));
    }

    @Override
    Stage stage() {
        return new FamilyStage(rds, "prod-orders");
    }
}
