package ai.fourminds.rds.cli.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalMethod;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoFarewellTest {
    private record Cloud(List<String> missing) implements LocalCloud {
        @Override
        public List<String> clusters() {
            return List.of();
        }

        @Override
        public String failover(String cluster, Optional<String> member) {
            throw new IllegalArgumentException(cluster);
        }

        @Override
        public String endpointUrl() {
            return "http://127.0.0.1:1";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Map<String, String> settings(LocalMethod method, Path tokenFile) {
            return Map.of();
        }

        @Override
        public void close() {}
    }

    private static String farewell(List<String> missing) throws IOException {
        Captured captured = new Captured();
        DemoNextSteps.print(
                new Cloud(missing), Path.of("out"), false, new Session(captured.console(), Format.TABLE, Map.of()));
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
