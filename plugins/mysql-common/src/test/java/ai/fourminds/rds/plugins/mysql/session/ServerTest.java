package ai.fourminds.rds.plugins.mysql.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do, by what it says of its version. */
class ServerTest {

    @ParameterizedTest
    @CsvSource({
        "5.7.44-log, false, 5, false, false",
        "5.7.12 mysql_aurora.2.11.1, false, 5, false, false",
        "8.0.31, false, 8, true, true",
        "8.4.3-rds.20241119, false, 8, true, true",
        "9.1.0, false, 9, true, true",
        "11.4.5-MariaDB-log, true, 11, true, false",
        "5.5.5-10.6.12-MariaDB-log, true, 10, true, false",
        "10.11.8-MariaDB, true, 10, true, false",
        "unknown, false, 0, false, false"
    })
    void isReadFromItsVersion(String version, boolean mariadb, int major, boolean commonTables, boolean axisOrder) {
        Server server = Server.of(version);

        assertThat(server).isEqualTo(new Server(mariadb, major));
        assertThat(server.hasCommonTables()).isEqualTo(commonTables);
        assertThat(server.hasAxisOrder()).isEqualTo(axisOrder);
    }
}
