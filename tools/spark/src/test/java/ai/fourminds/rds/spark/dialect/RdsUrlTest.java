package ai.fourminds.rds.spark.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql,postgresql",
        "postgres,postgresql",
        "aurora-postgresql,postgresql",
        "mysql,mysql",
        "aurora-mysql,mysql",
        "aurora,mysql",
        "MariaDB,mariadb"
    })
    void namesAnEngineInTheWordsOfRdsAsWell(String written, String engine) {
        String url = "jdbc:fourminds-rds:" + written + "://prod/sales";
        assertThat(RdsUrl.names(engine, url)).isTrue();
        assertThat(RdsUrl.names("oracle", url)).isFalse();
        assertThat(RdsUrl.isShort(url)).isFalse();
    }
}
