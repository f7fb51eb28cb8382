package ai.fourminds.rds.cli.command.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountMaskTest {

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sts::123456789012:assumed-role/a/b, arn:aws:sts::************:assumed-role/a/b",
        "account 123456789012., account ************.",
        "'123456789012 123456789013', '************ ************'",
        "1234567890123, 1234567890123",
        "12345678901, 12345678901",
        "'%s $1 \\0 📦', '%s $1 \\0 📦'"
    })
    void hidesTwelveDigitsAndNothingElse(String text, String shown) {
        assertThat(TestCommand.masked(text)).isEqualTo(shown);
    }
}
