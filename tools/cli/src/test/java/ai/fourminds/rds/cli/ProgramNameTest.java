package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever audits a server can tell exports from other connections. */
class ProgramNameTest {
    private static final String NAME = "SELECT current_setting('application_name') AS name";

    @TempDir
    Path folder;

    @Test
    void postgresqlSeesThatItIsAnExport() {
        assertThat(run("export", "prod-analytics", "sales", "--query", NAME, "--out", "-")
                        .out())
                .isEqualTo("name\nfourminds-rds export\n");
    }

    @Test
    void aNameOfTheUsersOwnIsKept() {
        assertThat(run("export", "prod-analytics", "sales", "--query", NAME, "--out", "-", "--set=ApplicationName=mine")
                        .out())
                .isEqualTo("name\nmine\n");
    }

    /** MariaDB keeps the attributes only where its performance schema is on. */
    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void theFamilySeesItWhereItLooks(String instance) throws Exception {
        String attributes = "SELECT COUNT(*) = SUM(ATTR_VALUE = 'fourminds-rds export') AS told FROM"
                + " performance_schema.session_account_connect_attrs WHERE PROCESSLIST_ID = CONNECTION_ID() AND"
                + " ATTR_NAME = 'program_name' HAVING @@performance_schema = 1";
        Ended ended = LocalFamily.run(folder, "export", instance, "mysql", "--query", attributes, "--out", "-");

        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        assertThat(ended.out()).matches("told\n(1\n)?");
    }
}
