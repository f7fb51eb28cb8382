package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests for the exports and the catalogue of any engine, on a database that the plugin's own test provides: no local
 * RDS is needed. For engines that are developed elsewhere.
 *
 * @param <P> the plugin
 */
public abstract class AnyEngineContract<P extends CataloguePlugin & ExportPlugin> {
    private static final String ROWS =
            "(1, 'a,b', 0.00000001), (2, '', -5), (3, NULL, NULL), (4, ' x ', 1.2), (5, '=1', 0),"
                    + " (6, '#', 1), (7, 'say \"hi\"', 1)";

    private final P plugin;
    private final ExportSource source;
    private final TableName table;

    /** @param table the exact name, as the catalogue spells it, of the table that {@code CREATE TABLE cells} creates */
    protected AnyEngineContract(P plugin, TableName table) {
        this.plugin = plugin;
        this.table = table;
        this.source = new ExportSource.OfTable(table);
    }

    /** Opens connections as {@code plugin.connect} does. */
    protected abstract ConnectionSource connections();

    /** Runs statements as an administrator. */
    protected abstract void admin(String... statements) throws SQLException;

    /** Returns a query that the engine accepts and that deletes the rows of {@code cells}; or one that it refuses. */
    protected abstract String changingQuery();

    @BeforeEach
    void createTable() throws SQLException {
        admin("CREATE TABLE cells (id int, s varchar(50), n decimal(12,8))", "INSERT INTO cells VALUES " + ROWS);
    }

    @AfterEach
    void dropTable() throws SQLException {
        admin("DROP TABLE cells");
    }

    private Exports.Exported export(ExportSource from, CsvOptions options) throws SQLException, IOException {
        try (ExportSession session = plugin.openExport(connections());
                ExportChannel channel = session.openChannel()) {
            return Exports.export(channel, from, options);
        }
    }

    @Test
    void cellsSayWhatTheContractSays() throws Exception {
        assertThat(export(new ExportSource.OfQuery("SELECT s, n FROM cells ORDER BY id"), Exports.ALL)
                        .rows())
                .containsExactly(
                        "\"a,b\",0.00000001",
                        "\"\",-5.00000000",
                        ",",
                        "\" x \",1.20000000",
                        "=1,0.00000000",
                        "\"#\",1.00000000",
                        "\"say \"\"hi\"\"\",1.00000000");
    }

    @Test
    void nullHasTheTextThatIsAskedForAndNumbersAreNoFormulas() throws Exception {
        assertThat(export(
                                new ExportSource.OfQuery("SELECT s, n FROM cells WHERE id IN (2, 3, 5) ORDER BY id"),
                                new CsvOptions(0, true, "NULL"))
                        .rows())
                .containsExactly("\"\",-5.00000000", "NULL,NULL", "'=1,0.00000000");
    }

    @Test
    void theNullOfAnOnlyColumnIsNoBlankLine() throws Exception {
        assertThat(export(new ExportSource.OfQuery("SELECT s FROM cells WHERE id = 3"), Exports.ALL)
                        .rows())
                .containsExactly("\"\"");
    }

    @Test
    void aCapIsKeptAndSaid() throws Exception {
        for (int cap : List.of(6, 7, 8)) {
            Exports.Exported exported = export(source, new CsvOptions(cap, false));
            assertThat(exported.result().rows()).isEqualTo(Math.min(cap, 7));
            assertThat(exported.rows()).hasSize(Math.min(cap, 7));
            assertThat(exported.result().truncated()).isEqualTo(cap < 7);
        }
    }

    @Test
    void columnsAreToldBeforeAnythingIsWritten() throws Exception {
        List<String> heard = new ArrayList<>();
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                heard.add("written");
            }
        };
        ExportProgress progress = new ExportProgress() {
            @Override
            public void begun() {
                heard.add("begun");
            }

            @Override
            public void columns(List<ExportedColumn> columns) {
                heard.add(columns.size() + " columns");
            }

            @Override
            public void written(long rows, long bytes) {}
        };
        try (ExportSession session = plugin.openExport(connections());
                ExportChannel channel = session.openChannel()) {
            channel.export(source, Exports.ALL, out, progress);
        }
        assertThat(heard).startsWith("begun", "3 columns", "written");
    }

    @Test
    void afterAFailureOrACancelTheChannelExportsOn() throws Exception {
        try (ExportSession session = plugin.openExport(connections());
                ExportChannel channel = session.openChannel()) {
            assertThatThrownBy(() -> Exports.export(channel, new ExportSource.OfQuery("SELECT nonsense"), Exports.ALL))
                    .isInstanceOf(SQLException.class);
            OutputStream full = new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("no space left");
                }
            };
            assertThatThrownBy(() -> channel.export(source, Exports.ALL, full, (rows, bytes) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
            ExportProgress cancelling = new ExportProgress() {
                @Override
                public void begun() {
                    try {
                        channel.cancel();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void written(long rows, long bytes) {}
            };
            assertThatThrownBy(() -> channel.export(source, Exports.ALL, new ByteArrayOutputStream(), cancelling))
                    .isInstanceOf(SQLException.class);
            assertThat(channel.isBroken()).isFalse();
            assertThat(Exports.export(channel, source, Exports.ALL).rows()).hasSize(7);
        }
    }

    @Test
    void aQueryThatChangesDataIsRefused() throws Exception {
        assertThatThrownBy(() -> export(new ExportSource.OfQuery(changingQuery()), Exports.ALL))
                .isInstanceOf(SQLException.class);
        assertThat(export(source, Exports.ALL).rows()).hasSize(7);
    }

    @Test
    void theCatalogueListsTheTableAndShowsTheExportsCells() throws Exception {
        try (Connection connection = connections().open()) {
            var catalogue = plugin.catalogue(connection);
            assertThat(catalogue.tables()).extracting(TableInfo::name).contains(table);
            var preview = catalogue.preview(table, 2);
            assertThat(preview.rows()).hasSize(2);
            assertThat(preview.rows().get(0)).containsExactly("1", "a,b", "0.00000001");
            assertThat(preview.columns())
                    .isEqualTo(export(source, Exports.ALL).result().columns());
        }
    }
}
