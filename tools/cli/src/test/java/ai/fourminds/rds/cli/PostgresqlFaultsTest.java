package ai.fourminds.rds.cli;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.Arguments;

/** The fault matrix on PostgreSQL. */
class PostgresqlFaultsTest extends FaultMatrix {

    @BeforeAll
    static void createDatabase() throws SQLException {
        server().createDatabase();
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        server().dropDatabase();
    }

    static Stream<Arguments> cases() {
        return cases(EnumSet.complementOf(EnumSet.of(Fault.FAILOVER)));
    }

    private static PostgresqlStage server() {
        return new PostgresqlStage(LocalProgram.RDS, "prod-analytics");
    }

    @Override
    Stage stage() {
        return server();
    }
}
