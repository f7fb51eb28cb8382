package ai.fourminds.rds.cli.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoFarewellTest {
    private static String farewell(List<String> missing) throws IOException {
        Captured captured = new Captured();
        Session session = new Session(captured.console(), Format.TABLE, Map.of());
        DemoCommand.printNextSteps(Map.of(), missing, Path.of("out"), false, session);
        return captured.out();
    }

    @Test
    void theLastLinesNameWhatThisMachineLacks() throws IOException {
        assertThat(farewell(List.of("MySQL needs %s: install it", "MariaDB runs elsewhere only")))
                .endsWith("\nNot run here: MySQL needs %s: install it.\nNot run here: MariaDB runs elsewhere only.\n");
    }

    @Test
    void nothingIsSaidWhereAllRuns() throws IOException {
        assertThat(farewell(List.of())).doesNotContain("Not run");
    }
}
