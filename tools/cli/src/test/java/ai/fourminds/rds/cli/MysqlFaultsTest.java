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

/** The fault matrix on a cluster of MySQL. */
class MysqlFaultsTest extends FaultMatrix {
    private static LocalRds rds;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.MYSQL))
                .sampleData(false)
                .start();
        new FamilyStage(rds, "prod-shop-cluster").createDatabase();
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    static Stream<Arguments> cases() {
        return cases(EnumSet.complementOf(EnumSet.of(Fault.SERVER_CRASH, Fault.SNAPSHOT_LOST)));
    }

    @Override
    Stage stage() {
        return new FamilyStage(rds, "prod-shop-cluster");
    }
}
