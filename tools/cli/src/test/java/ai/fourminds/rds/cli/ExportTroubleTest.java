package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a table while it is exported, and its line in the manifest. */
class ExportTroubleTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeTables() throws SQLException {
        admin("""
                CREATE SCHEMA trouble;
                CREATE TABLE trouble.a AS SELECT g, repeat('x', 100) AS t FROM generate_series(1, 50000) g;
                CREATE TABLE trouble.b AS SELECT g FROM generate_series(1, 10) g;
                GRANT USAGE ON SCHEMA trouble TO fourminds_iam_user;
                GRANT SELECT ON ALL TABLES IN SCHEMA trouble TO fourminds_iam_user
                """);
    }

    @AfterEach
    void dropTables() throws SQLException {
        admin("DROP SCHEMA trouble CASCADE");
    }

    private static Connection connected() throws SQLException {
        return RDS.instance("prod-analytics").adminConnection("sales");
    }

    private static void admin(String sql) throws SQLException {
        try (Connection admin = connected();
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asks again and again until the answer is true. */
    private static void until(Statement statement, String question) throws SQLException, InterruptedException {
        boolean answer = false;
        while (!answer) {
            try (ResultSet row = statement.executeQuery(question)) {
                answer = row.next() && row.getBoolean(1);
            }
            Thread.sleep(10);
        }
    }

    private Ended export(String... more) {
        List<String> words = new ArrayList<>(List.of("export", "prod-analytics", "sales", "--jobs", "1"));
        words.addAll(List.of("--max-rows", "0", "--out", folder.toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private JsonNode table(int number) throws Exception {
        return manifest(folder).path("tables").path(number);
    }

    private void onlyTheSecondIsThere(Ended ended, String... error) throws Exception {
        assertThat(ended.exit()).describedAs(ended.err()).isEqualTo(7);
        assertThat(files(folder)).containsExactly("export.json", "trouble.b.csv");
        assertThat(table(0).path("status").asText()).isEqualTo("failed");
        assertThat(table(0).path("error").asText()).contains(error);
        assertThat(table(0).path("file").isNull()).isTrue();
        assertThat(table(1).path("status").asText()).isEqualTo("exported");
    }

    @Test
    void aServerProcessThatIsKilledMidRowFailsItsTableAndNoOther() throws Exception {
        // The function stops in the middle of the table, where it is waited for.
        admin("""
                CREATE FUNCTION trouble.waits(g int) RETURNS boolean LANGUAGE plpgsql STABLE AS
                    $$BEGIN IF g = 40000 THEN PERFORM pg_sleep(600); END IF; RETURN true; END$$;
                ALTER TABLE trouble.a ENABLE ROW LEVEL SECURITY;
                CREATE POLICY slow ON trouble.a USING (trouble.waits(g))
                """);
        CompletableFuture<Ended> export = CompletableFuture.supplyAsync(() -> export("trouble.a", "trouble.b"));
        try (Connection admin = connected();
                Statement statement = admin.createStatement()) {
            until(statement, """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE wait_event = 'PgSleep' AND query LIKE 'COPY%'
                    """);
        }
        // Whether the server's last words or the end of its stream are seen first is not ours to say.
        onlyTheSecondIsThere(export.get(), "(SQLState ");
        admin("ALTER TABLE trouble.a DISABLE ROW LEVEL SECURITY");
        assertThat(export("trouble.a", "trouble.b", "--resume").exit()).isZero();
        assertThat(table(0).path("rows").asLong()).isEqualTo(50_000);
    }

    @Test
    void aConnectionThatIsResetFailsItsTableAndNoOther() throws Exception {
        try (ResettingProxy proxy =
                new ResettingProxy(RDS.instance("prod-analytics").listenPort())) {
            Ended ended = export("trouble.a", "trouble.b", "--connect-port", Integer.toString(proxy.port()));
            onlyTheSecondIsThere(ended, "SQLState 08006");
        }
    }

    @Test
    void aTableThatIsDroppedMeanwhileFailsAlone() throws Exception {
        CompletableFuture<Ended> export;
        try (Connection holder = connected();
                Connection admin = connected();
                Statement lock = holder.createStatement();
                Statement statement = admin.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE trouble.b IN ACCESS EXCLUSIVE MODE");
            export = CompletableFuture.supplyAsync(() -> export("trouble.b", "trouble.a"));
            until(statement, "SELECT true FROM pg_locks WHERE NOT granted AND relation = 'trouble.b'::regclass");
            statement.execute("DROP TABLE trouble.a");
            holder.rollback();
        }
        assertThat(export.get().exit()).isEqualTo(7);
        assertThat(files(folder)).containsExactly("export.json", "trouble.b.csv");
        assertThat(table(0).path("status").asText()).isEqualTo("exported");
        assertThat(table(1).path("error").asText()).contains("trouble", "42P01");
        admin("CREATE TABLE trouble.a ()");
    }

    @Test
    void aTableWithoutAGrantFailsAlone() throws Exception {
        admin("REVOKE SELECT ON trouble.a FROM fourminds_iam_user");
        onlyTheSecondIsThere(export("trouble.a", "trouble.b"), "permission denied for table a", "42501");
    }

    @Test
    void rowLevelSecurityLeavesTheRowsThatTheUserMaySee() throws Exception {
        admin("""
                ALTER TABLE trouble.a ENABLE ROW LEVEL SECURITY;
                CREATE POLICY few ON trouble.a USING (g <= 7)
                """);
        assertThat(export("trouble.a", "trouble.b").exit()).isZero();
        assertThat(table(0).path("rows").asLong()).isEqualTo(7);
    }

    @Test
    void aPolicyThatFailsFailsItsTableAlone() throws Exception {
        admin("""
                ALTER TABLE trouble.a ENABLE ROW LEVEL SECURITY;
                CREATE POLICY odd ON trouble.a USING (10 / (g - 30000) < 100)
                """);
        onlyTheSecondIsThere(export("trouble.a", "trouble.b"), "division by zero", "22012");
    }
}
