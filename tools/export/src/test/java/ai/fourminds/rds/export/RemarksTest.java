package ai.fourminds.rds.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {
    private static ExportResult result(EnumSet<Remark> remarks) {
        return new ExportResult(1, false, List.of(), List.of(), remarks, null);
    }

    @Test
    void saysEachRemarkInWordsOfItsOwn() {
        List<String> phrases = Remarks.of(result(EnumSet.allOf(Remark.class)));
        assertThat(phrases)
                .hasSameSizeAs(Remark.values())
                .doesNotHaveDuplicates()
                .noneMatch(String::isBlank);
        assertThat(Remarks.of(result(EnumSet.of(Remark.FEWER_CONNECTIONS))))
                .containsExactly(phrases.get(Remark.FEWER_CONNECTIONS.ordinal()))
                .first()
                .asString()
                .startsWith("whole,")
                .contains("--jobs");
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(Remarks.of(result(EnumSet.noneOf(Remark.class)))).isEmpty();
    }
}
