package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class UrlSecretsTest {

    private final List<LogRecord> said = new ArrayList<>();

    @Test
    void warnsOnceOfEachSecretAndDoesNotShowIt() {
        Logger logger = Logger.getLogger("ai.fourminds.rds.settings");
        Handler recorder = new Recorder();
        logger.addHandler(recorder);
        try {
            for (int time = 0; time < 2; time++) {
                new JdbcUrl(
                                null,
                                "prod",
                                null,
                                Map.of("cognitoClientSecret", "canary", "SESSIONTOKEN", "canary", "user", "canary"))
                        .warnOfSecrets();
            }
        } finally {
            logger.removeHandler(recorder);
        }
        assertThat(said)
                .hasSize(2)
                .allMatch(event -> event.getLevel().equals(Level.WARNING))
                .extracting(LogRecord::getMessage)
                .anyMatch(message -> message.startsWith("sessionToken stands in the JDBC URL"))
                .anyMatch(message -> message.contains("FOURMINDS_RDS_COGNITO_CLIENT_SECRET"))
                .noneMatch(message -> message.contains("canary"));
    }

    private final class Recorder extends Handler {

        @Override
        public void publish(LogRecord event) {
            said.add(event);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
