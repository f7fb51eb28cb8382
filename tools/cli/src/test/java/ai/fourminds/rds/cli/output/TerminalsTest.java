package ai.fourminds.rds.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalsTest {
    @ParameterizedTest
    @CsvSource({"132,132", "1,20", "99999,99999"})
    void columnsOfTheEnvironmentCount(String columns, int width) {
        assertThat(Terminals.width(columns)).hasValue(width);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "wide", "999999", "80 "})
    void columnsThatAreNoWidthAreLeftAside(String columns) {
        assertThat(Terminals.width(columns).orElse(20)).isBetween(20, 99_999);
    }

    @ParameterizedTest
    @CsvSource({"'24 132\n',132", "'0 0\n',", "'',", "'stty: not a tty',", "'24 132 1',"})
    void theTerminalsAnswerIsUnderstoodOrNot(String answer, Integer width) {
        OptionalInt expected = width == null ? OptionalInt.empty() : OptionalInt.of(width);
        assertThat(Terminals.parsedWidth(answer)).isEqualTo(expected);
    }
}
