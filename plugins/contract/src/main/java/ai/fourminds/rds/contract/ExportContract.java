package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of every plugin's exports on its engine's real server, with any native driver. */
public abstract class ExportContract extends StatementContract {

    private @Nullable ExportSession steadySession;
    private @Nullable ExportChannel steadyChannel;

    /** @param dialect the engine's differences */
    protected ExportContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /**
     * Exports over one shared channel, whose snapshot dates from its first use: opening connections costs more than
     * cells.
     */
    protected final Exports.Exported exportSteady(ExportSource source, CsvOptions options)
            throws SQLException, IOException {
        ExportChannel channel = steadyChannel;
        if (channel == null) {
            steadySession = openExport(this::connect);
            channel = steadySession.openChannel();
            steadyChannel = channel;
        }
        return Exports.export(channel, source, options);
    }

    @AfterAll
    void closeSteadyChannel() throws SQLException {
        if (steadyChannel != null) {
            steadyChannel.close();
        }
        if (steadySession != null) {
            steadySession.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "49, 50, 49, false",
        "50, 50, 50, false",
        "51, 50, 50, true",
        "120001, 50000, 50000, true",
        "120001, 0, 120001, false"
    })
    void capsAreKeptAndSaid(int rows, long cap, long expected, boolean truncated) throws Exception {
        ExportSource source = new ExportSource.OfQuery("SELECT n FROM numbers WHERE n <= " + rows);

        Exports.Exported exported = exportSteady(source, new CsvOptions(cap, false));

        assertThat(exported.result().rows()).isEqualTo(expected);
        assertThat(exported.result().truncated()).isEqualTo(truncated);
        assertThat(exported.rows()).hasSize((int) expected).doesNotHaveDuplicates();
    }

    @Test
    void aCappedTableLeavesTheChannelFree() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            for (int i = 0; i < 3; i++) {
                Exports.Exported exported = Exports.export(channel, table("numbers"), new CsvOptions(10, false));
                assertThat(exported.rows()).hasSize(10);
                assertThat(exported.result().truncated()).isTrue();
            }
        }
    }

    @Test
    void aTableOfBinaryColumnsIsAHeaderAndACount() throws Exception {
        admin(
                "CREATE TABLE only_binary (a " + dialect().binaryType() + ")",
                "INSERT INTO only_binary SELECT NULL FROM numbers WHERE n <= 7");

        ExportResult result =
                export(table("only_binary"), new CsvOptions(5, false)).result();

        assertThat(result.columns()).isEmpty();
        assertThat(result.dropped()).extracting(DroppedColumn::reason).containsExactly("binary");
        assertThat(result.rows()).isEqualTo(5);
        assertThat(result.truncated()).isTrue();
    }

    @Test
    void aTextForNullIsToldFromTheSameTextAsAValue() throws Exception {
        admin(
                "CREATE TABLE nulls (a int, b varchar(9))",
                "INSERT INTO nulls VALUES (1, NULL), (2, 'NULL'), (3, ''), (NULL, 'x')",
                "CREATE TABLE one_null (a varchar(9))",
                "INSERT INTO one_null VALUES (NULL), ('NULL')");
        CsvOptions options = new CsvOptions(0, false, "NULL");
        assertThat(export(table("nulls"), options).csv()).isEqualTo("a,b\n1,NULL\n2,\"NULL\"\n3,\"\"\nNULL,x\n");
        assertThat(export(table("one_null"), options).csv()).isEqualTo("a\nNULL\n\"NULL\"\n");
    }

    @Test
    void formulasAreGuardedOnRequestAndNumbersAreNot() throws Exception {
        admin(
                "CREATE TABLE formulas (id int, t varchar(20))",
                "INSERT INTO formulas VALUES (-2, '=1+1'), (-1, '-x'), (0, '@a,b'), (1, 'a=b'), (2, '+1'), (3, NULL)");
        ExportSource sorted = new ExportSource.OfQuery("SELECT id, t FROM formulas ORDER BY id");
        for (ExportSource source : List.of(sorted, table("formulas"))) {
            assertThat(export(source, new CsvOptions(0, true)).rows())
                    .containsExactlyInAnyOrder("-2,'=1+1", "-1,'-x", "0,\"'@a,b\"", "1,a=b", "2,+1", "3,");
        }
    }

    @Test
    void anEmptyTableIsItsHeader() throws Exception {
        admin("CREATE TABLE nothing_yet (a int, b varchar(9))");
        assertThat(export(table("nothing_yet"), Exports.ALL).csv()).isEqualTo("a,b\n");
    }

    @Test
    void nullEmptyAndSpecialTextsAreTold() throws Exception {
        admin(
                "CREATE TABLE quoting (id int, t varchar(50))",
                "INSERT INTO quoting VALUES (1, NULL), (2, ''), (3, 'a,b'), (4, 'say \"hi\"'), (5, ' x'), (6, '#c'),"
                        + " (7, '=1+1'), (8, '😀 4 bytes')");
        assertThat(export(new ExportSource.OfQuery("SELECT * FROM quoting ORDER BY id"), Exports.ALL)
                        .csv())
                .isEqualTo(
                        "id,t\n1,\n2,\"\"\n3,\"a,b\"\n4,\"say \"\"hi\"\"\"\n5,\" x\"\n6,\"#c\"\n7,=1+1\n8,😀 4 bytes\n");
        assertThat(export(
                                new ExportSource.OfQuery("SELECT t FROM quoting WHERE id IN (1, 7) ORDER BY id"),
                                new CsvOptions(0, true))
                        .csv())
                .isEqualTo("t\n\"\"\n'=1+1\n");
    }

    @Test
    void aCancelledStatementEndsOnTheServerAndTheChannelGoesOn() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            channel.cancel();
            CountDownLatch begun = new CountDownLatch(1);
            ExportSource endless = new ExportSource.OfQuery(dialect().endlessQuery());
            var failed = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(
                            SQLException.class,
                            () -> channel.export(
                                    endless,
                                    Exports.ALL,
                                    OutputStream.nullOutputStream(),
                                    (r, b) -> begun.countDown())),
                    task -> new Thread(task).start());
            begun.await();

            channel.cancel();

            assertThat((Throwable) failed.get()).isNotNull();
            assertThat(channel.isBroken()).isFalse();
            assertThat(Exports.export(channel, table("numbers"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    @Test
    void aFailingOutputEndsTheStatementAndTheChannelGoesOn() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            assertThatThrownBy(() -> channel.export(
                            new ExportSource.OfQuery(dialect().endlessQuery()),
                            Exports.ALL,
                            new FullDisk(),
                            (r, b) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
            assertThat(Exports.export(channel, table("numbers"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    @Test
    void aKilledConnectionIsAFailureAndABrokenChannel() throws Exception {
        List<Connection> opened = new ArrayList<>();
        try (ExportSession session = openExport(() -> {
                    opened.add(connect());
                    return opened.get(opened.size() - 1);
                });
                ExportChannel channel = session.openChannel()) {
            String id = ask(opened.get(opened.size() - 1), dialect().connectionId());
            boolean[] killed = new boolean[1];
            assertThatThrownBy(() -> channel.export(
                            new ExportSource.OfQuery(dialect().endlessQuery()),
                            Exports.ALL,
                            OutputStream.nullOutputStream(),
                            (rows, bytes) -> killed[0] = killed[0] || kill(id)))
                    .isInstanceOf(SQLException.class);
            assertThat(channel.isBroken()).isTrue();
        }
    }

    private boolean kill(String id) {
        try {
            admin(dialect().kill(id));
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAbortedChannelIsBroken() throws Exception {
        try (ExportSession session = openExport(this::connect)) {
            ExportChannel channel = session.openChannel();
            channel.abort();
            assertThat(channel.isBroken()).isTrue();
            assertThatThrownBy(() -> Exports.export(channel, table("numbers"), Exports.ALL))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aMissingTableIsAFailureThatLeavesTheChannelUsable() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            assertThatThrownBy(() -> Exports.export(channel, table("no_such"), Exports.ALL))
                    .isInstanceOf(SQLException.class);
            assertThat(Exports.export(channel, table("numbers"), new CsvOptions(1, false))
                            .rows())
                    .hasSize(1);
        }
    }

    /** Fails at the first write. */
    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("no space left");
        }
    }
}
