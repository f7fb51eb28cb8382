package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of users' own queries on the engine's real server, with any native driver. */
public abstract class QueryContract extends CancelContract {

    private static final String MARK = "fourminds_overdue";

    /** @param dialect the engine's differences */
    protected QueryContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    private static ExportSource query(String sql) {
        return new ExportSource.OfQuery(sql);
    }

    @Test
    void columnsOfOneNameAreAllExported() throws Exception {
        assertThat(export(
                                query("SELECT n, n + 1 AS n, 'x' AS n FROM numbers WHERE n <= 2 ORDER BY 1 DESC"),
                                Exports.ALL)
                        .csv())
                .isEqualTo("n,n,n\n2,3,x\n1,2,x\n");
        assertThat(export(
                                query("SELECT * FROM numbers a JOIN numbers b ON b.n = a.n WHERE a.n = 7"),
                                new CsvOptions(5, false))
                        .csv())
                .isEqualTo("n,n\n7,7\n");
    }

    @Test
    void columnsOfOneNameSurviveBesideBinaryAndFloatingOnes() throws Exception {
        admin(
                "CREATE TABLE mixed (v " + dialect().binaryType() + ", f "
                        + dialect().singleType() + ")",
                "INSERT INTO mixed VALUES (NULL, 16777217)");

        Exports.Exported exported =
                export(query("SELECT f, v, f AS f, v AS v, n FROM mixed, numbers WHERE n = 1"), Exports.ALL);

        assertThat(exported.csv()).isIn("f,f,n\n16777216,16777216,1\n", "f,f,n\n1.6777216e+07,1.6777216e+07,1\n");
        assertThat(exported.result().dropped())
                .extracting("name", "reason")
                .containsExactly(tuple("v", "binary"), tuple("v", "binary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT n FROM numbers ORDER BY n DESC -- and so on | 5 | 120001,120000,119999,119998,119997 | true",
                "(SELECT n FROM numbers ORDER BY n LIMIT 3) | 2 | 1,2 | true",
                "SELECT n FROM numbers ORDER BY n LIMIT 3; | 3 | 1,2,3 | false",
                "SELECT n FROM numbers ORDER BY n LIMIT 100000 | 2 | 1,2 | true",
                "WITH few AS (SELECT n FROM numbers WHERE n < 4) SELECT n FROM few ORDER BY n | 2 | 1,2 | true",
                "SELECT COUNT(*) AS n FROM (SELECT n FROM numbers) AS q | 1 | 120001 | false",
                "SELECT COUNT(*) AS n FROM numbers WHERE n IN (SELECT n FROM numbers WHERE n > 10) | 1 | 119991 | false",
                "WITH w AS (SELECT n FROM numbers) SELECT MAX(n) AS n FROM w | 1 | 120001 | false",
                "SELECT 1 AS n FROM numbers UNION SELECT n FROM numbers WHERE n <= 3 ORDER BY n | 3 | 1,2,3 | false",
                "SELECT 1 AS n FROM numbers UNION SELECT 2 FROM numbers UNION SELECT 3 ORDER BY n | 2 | 1,2 | true",
                "SELECT DISTINCT n - n AS n FROM numbers | 1 | 0 | false",
                "SELECT MAX(n) AS n FROM numbers GROUP BY n - n | 1 | 120001 | false",
            })
    void aCapCutsTheResultAndNothingInsideTheQuery(String sql, long cap, String rows, boolean truncated)
            throws Exception {
        Exports.Exported exported = exportSteady(query(sql), new CsvOptions(cap, false));

        assertThat(exported.rows()).containsExactly(rows.split(","));
        assertThat(exported.result().truncated()).isEqualTo(truncated);
    }

    @Test
    void aQueryWithALimitBeyondTheCapIsEndedOnTheServerAndTheChannelGoesOn() throws Exception {
        ExportSource long_ = query(dialect().endlessQuery() + " LIMIT 2000000000");
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            for (int i = 0; i < 2; i++) {
                Exports.Exported exported = Exports.export(channel, long_, new CsvOptions(3, false));
                assertThat(exported.rows()).hasSize(3);
                assertThat(exported.result().truncated()).isTrue();
            }
            // The cap was set for the query, not for the connection.
            assertThat(Exports.export(channel, table("numbers"), Exports.ALL).rows())
                    .hasSize(120_001);
        }
    }

    @Test
    void aStatementThatIsOverdueEndsOnTheServer() throws Exception {
        String overdue = "SELECT MAX(a.n + b.n + c.n) AS m FROM numbers a, numbers b, numbers c /* " + MARK + " */";
        try (Connection watcher = cloud().instance(dialect().instance()).adminConnection(database());
                ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            var failed = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(
                            SQLException.class, () -> Exports.export(channel, query(overdue), Exports.ALL)),
                    task -> new Thread(task).start());
            awaitRunning(watcher, "1");

            // As the caller's clock does at the time limit.
            channel.cancel();

            assertThat((Throwable) failed.get()).isNotNull();
            awaitRunning(watcher, "0");
            assertThat(channel.isBroken()).isFalse();
            assertThat(Exports.export(channel, table("numbers"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    /** Waits for the server's process list, which is a moment late. */
    private void awaitRunning(Connection watcher, String statements) throws SQLException, InterruptedException {
        while (!ask(watcher, dialect().running(MARK)).equals(statements)) {
            Thread.sleep(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE FROM numbers", "DROP TABLE numbers", "CREATE TABLE other (n int)", "COMMIT"})
    void aStatementThatIsNoQueryIsRefused(String sql) throws Exception {
        assertThatThrownBy(() -> export(query(sql), Exports.ALL)).isInstanceOf(SQLException.class);
        assertThat(export(query("SELECT COUNT(*) AS n FROM numbers"), Exports.ALL)
                        .rows())
                .containsExactly("120001");
    }

    @Test
    void twoStatementsAreRefused() {
        assertThatThrownBy(() -> export(query("SELECT 1; SELECT 2"), Exports.ALL))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("semicolon");
    }
}
