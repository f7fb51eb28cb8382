package ai.fourminds.rds.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.contract.family.FamilyDialect;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports when native properties change what comes over the wire, or how the driver reads it. */
class NativePropertyTest {

    private static final FamilyDialect DIALECT = FamilyDialect.MYSQL;
    private static final String DATABASE = "native properties";

    @BeforeAll
    static void load() throws Exception {
        Cloud.of(DIALECT)
                .admin(
                        DIALECT.instance(),
                        "mysql",
                        "CREATE DATABASE `" + DATABASE + "`",
                        "CREATE TABLE `" + DATABASE + "`.t (a BIGINT, b DOUBLE, c FLOAT, d DATETIME(3), e TEXT)",
                        "INSERT INTO `" + DATABASE + "`.t VALUES (1, 0.1, 0.1, '2024-02-29 01:02:03.5', 'a,b'),"
                                + " (NULL, NULL, NULL, NULL, NULL), (3, 1e300, 16777216, '9999-12-31', '')");
    }

    @ParameterizedTest
    @CsvSource({"useCompression, true", "useCursorFetch, true", "defaultFetchSize, 2", "useServerPrepStmts, true"})
    void changesNothingInAnExport(String property, String value) throws Exception {
        Cloud cloud = Cloud.of(DIALECT);
        MysqlPlugin plugin = new MysqlPlugin();
        try (ExportSession session = plugin.openExport(() -> plugin.connect(
                        cloud.request(DIALECT.instance(), DATABASE, Cloud.USER, Map.of(property, value))));
                ExportChannel channel = session.openChannel()) {
            for (int time = 0; time < 2; time++) {
                assertThat(Exports.export(channel, new ExportSource.OfQuery("SELECT * FROM t"), Exports.ALL)
                                .csv())
                        .isEqualTo("""
                                a,b,c,d,e
                                1,0.1,0.1,2024-02-29 01:02:03.500,"a,b"
                                ,,,,
                                3,1e300,16777216,9999-12-31 00:00:00.000,""
                                """);
            }
        }
    }
}
