package ai.fourminds.rds.contract.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of an export's session on MySQL and MariaDB: its settings, its locks, and its end. On either server. */
public abstract class FamilySessionContract extends FamilyExportContract {

    /** @param dialect which of the two servers */
    protected FamilySessionContract(EnginePlugin plugin, FamilyDialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    @Test
    void whatAFunctionOfTheDatabaseSetsIsNotSetForWhatFollows() throws Exception {
        admin(
                "CREATE FUNCTION setting(i int) RETURNS int DETERMINISTIC BEGIN SET NAMES latin1;"
                        + " SET SESSION time_zone = '+09:00', sql_mode = 'PAD_CHAR_TO_FULL_LENGTH', sql_select_limit = 1;"
                        + " RETURN i; END",
                "GRANT EXECUTE ON FUNCTION setting TO '" + Cloud.USER + "'@'%'",
                "CREATE VIEW set_by AS SELECT setting(id) AS id FROM singles",
                "CREATE TABLE set_for (at timestamp NULL, größe char(3))",
                "INSERT INTO set_for VALUES (FROM_UNIXTIME(86400), 'ä'), (NULL, NULL)");
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            assertThat(Exports.export(channel, table("set_by"), Exports.ALL).rows())
                    .hasSize(5);
            for (ExportSource source : List.of(table("set_for"), query("SELECT at, größe FROM set_for"))) {
                assertThat(Exports.export(channel, source, Exports.ALL).csv())
                        .isEqualTo("at,größe\n1970-01-02 00:00:00,ä\n,\n");
            }
        }
    }

    @Test
    void afterAnUncheckedExceptionTheRestOfTheResponseIsReadByNobody() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            OutputStream failing = new OutputStream() {
                @Override
                public void write(int b) {
                    throw new IllegalStateException("unexpected");
                }
            };
            assertThatThrownBy(() -> channel.export(table("singles"), Exports.ALL, failing, (rows, bytes) -> {}))
                    .hasMessage("unexpected");
            assertThat(channel.isBroken()).isTrue();
        }
    }

    @Test
    void aTableThatSomebodyHasLockedHoldsNoPreviewForEver() throws Exception {
        admin("CREATE TABLE locked (a int)");
        TableName table = new TableName(null, "locked");
        try (Connection holder = cloud().instance(dialect().instance()).adminConnection(database());
                Statement lock = holder.createStatement();
                Connection connection = connect();
                Statement settings = connection.createStatement()) {
            lock.execute("LOCK TABLES locked WRITE");
            Catalogue catalogue = catalogue(connection);
            String before = ask(connection, "SELECT @@lock_wait_timeout");
            assertThatThrownBy(() -> catalogue.preview(table, 5)).hasMessageContaining("Lock wait timeout");
            assertThat(ask(connection, "SELECT @@lock_wait_timeout")).isEqualTo(before);

            settings.execute("SET SESSION lock_wait_timeout = 1");
            assertThatThrownBy(() -> catalogue.columns(List.of(table))).hasMessageContaining("Lock wait timeout");
            assertThat(ask(connection, "SELECT @@lock_wait_timeout")).startsWith("1");
        }
    }

    @Test
    void noPropertyThatAnExportKeepsIsOneThatChangesCells() {
        assertThat(((ExportPlugin) plugin()).exportProperties())
                .contains("socketTimeout", "localSocketAddress")
                .doesNotContain("maxRows", "blobsAreStrings", "sessionVariables", "useCursorFetch", "yearIsDateType");
    }

    @Test
    void noTableStaysLockedOnceItHasBeenRead() throws Exception {
        admin("DROP TABLE IF EXISTS moved", "CREATE TABLE moved (n int)");
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            for (int i = 0; i < 3; i++) {
                Exports.export(channel, table("moved"), Exports.ALL);

                admin("SET SESSION lock_wait_timeout = 5", "ALTER TABLE moved ADD COLUMN c" + i + " int");
            }
            Exports.export(channel, table("singles"), Exports.ALL);
            Exports.export(channel, query("SELECT * FROM moved"), Exports.ALL);
            admin("SET SESSION lock_wait_timeout = 5", "DROP TABLE moved");
        }
    }
}
