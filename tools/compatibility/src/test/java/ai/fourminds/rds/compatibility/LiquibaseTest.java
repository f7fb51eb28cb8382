package ai.fourminds.rds.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.command.CommandScope;
import liquibase.exception.CommandExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Liquibase's update, run twice, with the driver class that it asks for. */
class LiquibaseTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void updatesOnce(Engine engine) throws SQLException, CommandExecutionException {
        String url = engine.withDatabase("liquibase").url("liquibase");
        update(url);
        update(url);

        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                var notes = statement.executeQuery("select text from notes")) {
            assertThat(notes.next()).isTrue();
            assertThat(notes.getString(1)).isEqualTo("O'Neill; 100 %s");
            assertThat(notes.next()).isFalse();
        }
    }

    private static void update(String url) throws CommandExecutionException {
        new CommandScope("update")
                .addArgumentValue("url", url)
                .addArgumentValue("driver", Engine.DRIVER_CLASS)
                .addArgumentValue("changelogFile", "changelog.yaml")
                .execute();
    }
}
