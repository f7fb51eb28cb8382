package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.contract.network.Forwarder;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every plugin on its engine's real server, with any native driver. One instance per test class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
public abstract class EnginePluginContract {

    private final EnginePlugin plugin;
    private final Dialect dialect;
    private final Cloud cloud;
    private final String database;

    /** @param dialect the engine's differences */
    protected EnginePluginContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        this.plugin = plugin;
        this.dialect = dialect;
        cloud = Cloud.of(dialect);
        database = "contract_" + plugin.name();
        cloud.admin(
                dialect.instance(),
                dialect.adminDatabase(),
                dialect.createDatabase(database).toArray(String[]::new));
        cloud.admin(
                dialect.instance(),
                database,
                dialect.numbers("numbers", 120_001).toArray(String[]::new));
    }

    /** Returns the plugin's catalogue. */
    protected final Catalogue catalogue(Connection connection) {
        return ((CataloguePlugin) plugin).catalogue(connection);
    }

    /** Opens an export of the plugin. */
    protected final ExportSession openExport(ConnectionSource connections) throws SQLException {
        return ((ExportPlugin) plugin).openExport(connections);
    }

    /** Returns the plugin under test. */
    protected final EnginePlugin plugin() {
        return plugin;
    }

    /** Returns the local RDS. */
    protected final Cloud cloud() {
        return cloud;
    }

    /** Returns the engine's differences. */
    protected final Dialect dialect() {
        return dialect;
    }

    /** Returns the database created for this class. */
    protected final String database() {
        return database;
    }

    /** Returns a request to the engine's main instance. */
    protected final ConnectRequest request(@Nullable String name, String user) {
        return cloud.request(dialect.instance(), name, user, Map.of());
    }

    /** Opens a connection as the driver would. */
    protected final Connection connect() throws SQLException {
        return plugin.connect(request(database, Cloud.USER));
    }

    /** Runs statements as the superuser. */
    protected final void admin(String... statements) throws SQLException {
        cloud.admin(dialect.instance(), database, statements);
    }

    /** Exports one source over a new channel. */
    protected final Exports.Exported export(ExportSource source, CsvOptions options) throws SQLException, IOException {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            return Exports.export(channel, source, options);
        }
    }

    /** Returns a table of the contract's database as a source. */
    protected final ExportSource table(String name) {
        return new ExportSource.OfTable(new TableName(dialect.schema(), name));
    }

    /** Returns the first cell of a query's first row. */
    protected static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void connectsThroughVerifiedTlsWithAToken() throws Exception {
        try (Connection connection = connect()) {
            assertThat(ask(connection, dialect.currentUser())).startsWith(Cloud.USER);
            assertThat(ask(connection, dialect.currentDatabase())).isEqualTo(database);
            assertThat(plugin.takesWrites(connection)).isTrue();
            assertThat(connection.getMetaData().getURL()).doesNotContain("X-Amz", "password=");
        }
    }

    @Test
    void throughATunnelTheCertificateAndTheTokenSpeakOfTheRealEndpoint() throws Exception {
        ConnectRequest request = cloud.request(dialect.instance("tunnel"), database, Cloud.USER, Map.of());
        assertThat(request.endpoint()).isNotEqualTo(request.dial());
        try (Connection connection = plugin.connect(request)) {
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anIpv6AddressIsDialled() throws Exception {
        ConnectRequest request = request(database, Cloud.USER);
        try (Forwarder forwarder = Forwarder.to(request.dial())) {
            ConnectRequest through = Cloud.dialling(request, forwarder.address());
            assertThat(through.dial()).hasToString("[::1]:" + through.dial().port());
            try (Connection connection = plugin.connect(through)) {
                assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void theLoginTimeoutOfDriverManagerIsNotTheNativeDrivers(int seconds) throws Exception {
        DriverManager.setLoginTimeout(seconds);
        try (Connection connection = connect()) {
            assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
        } finally {
            DriverManager.setLoginTimeout(0);
        }
    }

    @Test
    void theRealCertificateOfAnotherInstanceIsRefused() {
        SQLException failure = refusal(cloud.request(dialect.instance("wrongcert"), database, Cloud.USER, Map.of()));
        assertThat((Throwable) failure).hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
    }

    @Test
    void aTokenOfAnotherUserIsRefusedAsAToken() {
        ConnectRequest bad = Cloud.with(
                request(database, Cloud.USER),
                limit -> cloud.token(cloud.instance(dialect.instance()), "newcomer_iam_user"));

        SQLException failure = refusal(bad);

        assertThat(plugin.classify(failure)).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
    }

    @Test
    void aUserWithAPasswordIsSaidSo() {
        assertThat(plugin.classify(refusal(request(database, dialect.passwordUser()))))
                .isEqualTo(FailureCode.USER_NOT_IAM);
    }

    @Test
    void anUnknownDatabaseIsSaidSo() {
        assertThat(plugin.classify(refusal(request("no such %s", Cloud.USER)))).isEqualTo(FailureCode.UNKNOWN_DATABASE);
    }

    @Test
    void aNativePropertyThatTheDriverRefusesIsSaidSo() {
        SQLException failure =
                refusal(cloud.request(dialect.instance(), database, Cloud.USER, Map.of("socketTimeout", "soon")));
        assertThat(plugin.classify(failure)).isEqualTo(FailureCode.NATIVE_PROPERTY_INVALID);
    }

    private SQLException refusal(ConnectRequest request) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> plugin.connect(request));
        assertThat((Throwable) failure).isNotNull();
        for (Throwable cause : Causes.of(failure)) {
            assertThat(String.valueOf(cause.getMessage())).doesNotContain("X-Amz");
        }
        return failure;
    }

    @Test
    void databasesAreTheUsersWithoutTheSystems() throws Exception {
        try (Connection connection = connect()) {
            assertThat(catalogue(connection).databases())
                    .contains(database)
                    .isSorted()
                    .doesNotContain("mysql", "rdsadmin", "sys", "information_schema", "performance_schema");
        }
    }

    @Test
    void hostileNamesAreListedPreviewedAndExported() throws Exception {
        for (String name : dialect.hostileNames()) {
            String quoted = dialect.quoted(name);
            admin(
                    "CREATE TABLE " + quoted + " (" + quoted + " int, v varchar(20))",
                    "INSERT INTO " + quoted + " VALUES (1, 'ü😀')");
            try (Connection connection = connect()) {
                Catalogue catalogue = catalogue(connection);
                TableName table = new TableName(dialect.schema(), name);
                assertThat(catalogue.tables()).extracting(TableInfo::name).contains(table);
                assertThat(catalogue.preview(table, 5).rows()).containsExactly(List.of("1", "ü😀"));
            }
            Exports.Exported exported = export(table(name), Exports.ALL);
            assertThat(exported.csv()).endsWith("\n1,ü😀\n");
            assertThat(exported.result().columns().get(0).name()).isEqualTo(name);
        }
    }

    @Test
    void viewsAreNoTablesAndFiguresAreSane() throws Exception {
        admin("CREATE VIEW a_view AS SELECT * FROM numbers", "CREATE TABLE three (a int, b int, c int)");
        try (Connection connection = connect()) {
            List<TableInfo> tables = catalogue(connection).tables();
            assertThat(tables)
                    .extracting(t -> t.name().name())
                    .contains("three")
                    .doesNotContain("a_view");
            TableInfo three = find(tables, "three");
            assertThat(three.columns()).isEqualTo(3);
            assertThat(three.estimatedRows()).isZero();
            assertThat(find(tables, "numbers").estimatedRows()).isBetween(60_000L, 240_000L);
            assertThat(find(tables, "numbers").sizeBytes()).isPositive();
        }
    }

    private static TableInfo find(List<TableInfo> tables, String name) {
        return tables.stream()
                .filter(t -> t.name().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
