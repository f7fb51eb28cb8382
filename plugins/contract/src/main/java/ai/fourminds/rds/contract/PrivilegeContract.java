package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests of users with few privileges on the engine's real server, with any native driver. */
public abstract class PrivilegeContract extends SubsetContract {

    private static final String NEWCOMER = "newcomer_iam_user";
    private static final String READER = "reader_iam_user";

    /** @param dialect the engine's differences */
    protected PrivilegeContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    /** Creates a database with one table, which only users with a grant may enter. */
    private void closedDatabase(String name) throws SQLException {
        cloud().admin(
                        dialect().instance(),
                        dialect().adminDatabase(),
                        dialect().createDatabase(name).toArray(String[]::new));
        cloud().admin(dialect().instance(), name, "CREATE TABLE inside (n int)", "INSERT INTO inside VALUES (1)");
        cloud().admin(dialect().instance(), name, dialect().closeDatabase(name).toArray(String[]::new));
    }

    @Test
    void aUserWhoMayReadOneDatabaseSeesAndExportsThatOneOnly() throws Exception {
        String mine = database() + "_mine";
        String foreign = database() + "_foreign";
        closedDatabase(mine);
        closedDatabase(foreign);
        cloud().admin(
                        dialect().instance(),
                        mine,
                        dialect().grantDatabase(mine, READER).toArray(String[]::new));

        try (Connection connection = plugin().connect(request(mine, READER))) {
            Catalogue catalogue = catalogue(connection);
            assertThat(catalogue.databases()).contains(mine).doesNotContain(foreign);
            assertThat(catalogue.tables()).extracting(t -> t.name().name()).containsExactly("inside");
            assertThat(catalogue.unreadableTables()).isEmpty();
        }
        try (ExportSession session = openExport(() -> plugin().connect(request(mine, READER)));
                ExportChannel channel = session.openChannel()) {
            assertThat(Exports.export(channel, table("inside"), Exports.ALL).csv())
                    .isEqualTo("n\n1\n");
        }
        assertThatThrownBy(() -> plugin().connect(request(foreign, READER)))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        failure -> assertThat(plugin().classify(failure)).isEqualTo(FailureCode.DATABASE_FORBIDDEN));
    }

    @Test
    void aUserWhoMayOnlyReadExportsAndCannotWrite() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO numbers VALUES (0)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
        assertThat(export(table("numbers"), Exports.ALL).result().rows()).isEqualTo(120_001);
    }

    @Test
    void aUserWithoutPrivilegesGetsAsFarAsTheDatabaseList() throws Exception {
        try (Connection connection =
                plugin().connect(cloud().request(dialect().instance(), null, NEWCOMER, Map.of()))) {
            assertThat(catalogue(connection).databases())
                    .doesNotContain("mysql", "rdsadmin", "information_schema", "performance_schema", "sys");
        }
    }

    @Test
    void aTableThatMayNotBeReadFailsAloneWhileOthersAreExported() throws Exception {
        String some = database() + "_some";
        closedDatabase(some);
        cloud().admin(dialect().instance(), some, "CREATE TABLE hidden (n int)", "CREATE TABLE shown (n int)");
        cloud().admin(
                        dialect().instance(),
                        some,
                        dialect().grantConnect(some, NEWCOMER).toArray(String[]::new));
        cloud().admin(dialect().instance(), some, dialect().grantTable("SELECT", "shown", NEWCOMER));

        try (Connection connection = plugin().connect(request(some, NEWCOMER))) {
            Catalogue catalogue = catalogue(connection);
            Set<TableName> readable = new HashSet<>(
                    catalogue.tables().stream().map(TableInfo::name).toList());
            readable.removeAll(catalogue.unreadableTables());
            assertThat(readable).containsExactly(new TableName(dialect().schema(), "shown"));
            assertThatThrownBy(() -> catalogue.preview(new TableName(dialect().schema(), "hidden"), 1))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
        try (ExportSession session = openExport(() -> plugin().connect(request(some, NEWCOMER)));
                ExportChannel channel = session.openChannel()) {
            for (String denied : List.of("hidden", "inside")) {
                assertThatThrownBy(() -> Exports.export(channel, table(denied), Exports.ALL))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
                assertThat(channel.isBroken()).isFalse();
                assertThat(Exports.export(channel, table("shown"), Exports.ALL).csv())
                        .isEqualTo("n\n");
            }
        }
    }
}
