package ai.fourminds.rds.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativePasswordTest {
    @ParameterizedTest
    @CsvSource({"password, *2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19", "root, *81F5E21E35407D884A6CD4A731AEBFB6AF209E1B"
    })
    void whatTheServerKeepsIsHashedTwice(String password, String stored) {
        assertThat(NativePassword.stored(password)).isEqualTo(stored);
    }
}
