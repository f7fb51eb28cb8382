package ai.fourminds.rds.postgresql.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.ExportSource.OfTable;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.ExportDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables described many at once are described as each alone. */
class DescriptionsTest {

    private static final List<ExportSource> TABLES = Stream.of(
                    "big", "five", "none", "no_columns", "we \"quote\", %s\n🦆", "parts", "blobs", "gone", "generated")
            .map(name -> (ExportSource) new OfTable(new TableName("public", name)))
            .toList();

    private final Descriptions descriptions = new Descriptions();
    private Connection connection;
    private int statements;

    @BeforeAll
    static void create() throws SQLException {
        ExportDatabase.create();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = Cloud.connect(ExportDatabase.NAME);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private CopySource describe(ExportSource source) throws SQLException {
        return JdbiWork.on(connection, handle -> {
            handle.setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements++;
                }
            });
            return descriptions.of(handle, source);
        });
    }

    @Test
    void allThatAreExpectedTakeTwoStatementsAndTellTheSame() throws Exception {
        List<ExportSource> there = TABLES.stream()
                .filter(table -> !table.toString().contains("gone"))
                .toList();
        descriptions.expect(TABLES);
        List<CopySource> together = there.stream().map(this::unchecked).toList();

        assertThat(statements).isEqualTo(2);
        List<CopySource> alone = there.stream().map(this::unchecked).toList();
        assertThat(statements).isEqualTo(2 + 2 * there.size());
        assertThat(together).isEqualTo(alone);
    }

    private CopySource unchecked(ExportSource source) {
        try {
            return describe(source);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatDoesNotExistFailsAlone() throws Exception {
        descriptions.expect(TABLES);
        describe(TABLES.get(0));

        assertThatThrownBy(() -> describe(TABLES.get(7)))
                .isInstanceOf(SQLException.class)
                .hasMessage("table \"public\".\"gone\" does not exist");
    }
}
