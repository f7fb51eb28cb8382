package ai.fourminds.rds.plugins.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Requests in a fake server's hands, by the stage of the export that they meet. */
class CancellationTest {

    private int sent;
    private int heeded = 1;
    private boolean broken;
    private final Cancellation cancellation = new Cancellation(this::send, "57014", 7);

    /** Stands for an export that ends when the server heeds its n-th request. */
    private void send() throws SQLException {
        if (broken) {
            throw new SQLException("no way through");
        }
        sent++;
        if (sent == heeded) {
            cancellation.close();
        }
    }

    @Test
    void withoutAnExportNothingIsSentAndTheNextExportRuns() throws SQLException {
        cancellation.cancel();
        cancellation.open();
        cancellation.beforeStatement();
        cancellation.answered();
        assertThat(sent).isZero();
    }

    @Test
    void aCancelBeforeTheFirstStatementIsKeptForIt() throws SQLException {
        cancellation.open();
        cancellation.cancel();
        assertThat(sent).isZero();
        assertThatThrownBy(cancellation::beforeStatement)
                .isInstanceOfSatisfying(SQLException.class, ended -> {
                    assertThat(ended.getSQLState()).isEqualTo("57014");
                    assertThat(ended.getErrorCode()).isEqualTo(7);
                })
                .hasMessage("the export was cancelled");
    }

    @Test
    void aRequestThatTheServerForgetsIsSentAgain() throws SQLException {
        heeded = 3;
        cancellation.open();
        cancellation.beforeStatement();
        cancellation.cancel();
        assertThat(sent).isEqualTo(3);
    }

    @Test
    void aServerThatNeverHeedsIsLeftAndTheStatementThatExportsDoesNotBegin() throws SQLException {
        heeded = 0;
        cancellation.open();
        cancellation.beforeStatement();
        cancellation.cancel();
        assertThat(sent).isEqualTo(5);
        assertThatThrownBy(cancellation::beforeStatement).hasMessage("the export was cancelled");
    }

    @Test
    void aStatementThatRunsIsAskedToEndOnce() throws SQLException {
        heeded = 0;
        cancellation.open();
        cancellation.beforeStatement();
        cancellation.answered();
        cancellation.cancel();
        assertThat(sent).isOne();
        assertThatThrownBy(cancellation::answered).hasMessage("the export was cancelled");
    }

    @Test
    void theNextExportKnowsNothingOfTheLastOnesCancel() throws SQLException {
        cancellation.open();
        cancellation.cancel();
        cancellation.close();
        cancellation.open();
        cancellation.beforeStatement();
        cancellation.answered();
        assertThat(sent).isZero();
    }

    @Test
    void aRequestThatCannotBeSentIsTheCallersToKnowAndHoldsAllTheSame() throws SQLException {
        broken = true;
        cancellation.open();
        cancellation.beforeStatement();
        assertThatThrownBy(cancellation::cancel).hasMessage("no way through");
        assertThatThrownBy(cancellation::beforeStatement).hasMessage("the export was cancelled");
    }
}
