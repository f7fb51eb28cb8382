package ai.fourminds.rds.local.principals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    @ParameterizedTest
    @CsvSource({
        "*, anything, true",
        "'', '', true",
        "a*c, abbbc, true",
        "a*c, abbb, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "arn:aws:rds-db:*:*:dbuser:*/*, arn:aws:rds-db:us-east-1:1:dbuser:db-X/u, true",
        "arn:aws:rds-db:*:*:dbuser:db-X/u, arn:aws:rds-db:us-east-1:1:dbuser:db-X/U, false",
        "*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false"
    })
    void patternsMatchAsIamHasThem(String pattern, String arn, boolean matches) {
        assertThat(Policy.matches(pattern, arn)).isEqualTo(matches);
    }

    @Test
    void keysDoNotPrintSecrets() {
        var key = new Principal("arn:x", "AKIAX", "canary-secret", "canary-token", null, Policy.nothing());
        assertThat(key.toString()).doesNotContain("canary");
    }
}
