package ai.fourminds.rds.spark.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
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

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:mysql://p/s?region=r&tinyInt1isBit=false,jdbc:fourminds-rds:mysql://p/s?region=r",
        "jdbc:fourminds-rds:mysql://p/s?tinyInt1isBit=false,jdbc:fourminds-rds:mysql://p/s",
        "jdbc:fourminds-rds:mysql://p/s,jdbc:fourminds-rds:mysql://p/s"
    })
    void keepsTheParametersThatAreNamed(String url, String limited) {
        assertThat(RdsUrl.limitedTo(Set.of("region"), url)).isEqualTo(limited);
    }
}
