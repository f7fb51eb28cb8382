package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {

    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "jdbc:fourminds-rds:prod,-,prod,-",
                "jdbc:fourminds-rds:prod/,-,prod,-",
                "jdbc:fourminds-rds:prod/sales,-,prod,sales",
                "jdbc:fourminds-rds:postgresql://prod/sales,postgresql,prod,sales",
                "jdbc:fourminds-rds:MySQL://prod,mysql,prod,-",
                "jdbc:fourminds-rds:prod/a%20b%2Fc%25,-,prod,a b/c%",
                "jdbc:fourminds-rds:prod/%F0%9F%90%98,-,prod,\uD83D\uDC18",
                "jdbc:fourminds-rds:arn:aws:rds:eu-west-1:123456789012:db:prod/x,-,arn:aws:rds:eu-west-1:123456789012:db:prod,x",
                "jdbc:fourminds-rds:prod.abc.us-east-1.rds.amazonaws.com:5433/x,-,prod.abc.us-east-1.rds.amazonaws.com:5433,x",
            })
    void readsBothForms(String url, String engine, String instance, String database) {
        assertThat(JdbcUrl.parse(url, faults)).isEqualTo(new JdbcUrl(engine, instance, database, Map.of()));
        assertThat(faults).isEmpty();
    }

    @Test
    void decodesParametersAndKeepsPlus() {
        JdbcUrl url = JdbcUrl.parse("jdbc:fourminds-rds:p?secretAccessKey=a+b%2Bc%3D&user=%C3%A9", faults);
        assertThat(url.parameters()).containsEntry("secretAccessKey", "a+b+c=").containsEntry("user", "é");
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds://prod/x,no engine stands before //",
        "jdbc:fourminds-rds:prod/a/b,database: holds a slash",
        "jdbc:fourminds-rds:prod/a%2,database: holds a %",
        "jdbc:fourminds-rds:prod/a%zz,database: holds a %",
        "jdbc:fourminds-rds:prod/a%FF,database: holds a %",
        "jdbc:fourminds-rds:prod?region,region: has no value",
        "jdbc:fourminds-rds:prod?=x,URL: has no value",
        "jdbc:fourminds-rds:prod?user=a&user=b,user: is given twice",
    })
    void namesWhatIsWrong(String url, String fault) {
        JdbcUrl.parse(url, faults);
        assertThat(faults).singleElement().asString().contains(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql://h/d",
                "jdbc:fourminds-rds",
                "JDBC:FOURMINDS-RDS:x",
                " jdbc:fourminds-rds:x"
            })
    @NullSource
    void leavesForeignUrlsAlone(String url) {
        assertThat(JdbcUrl.isOurs(url)).isFalse();
    }

    @Test
    void printsNoParameterValue() {
        assertThat(JdbcUrl.parse("jdbc:fourminds-rds:p?secretAccessKey=canary", faults)
                        .toString())
                .contains("secretAccessKey")
                .doesNotContain("canary");
    }
}
