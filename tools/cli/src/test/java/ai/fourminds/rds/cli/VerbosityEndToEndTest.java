package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbosityEndToEndTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables prod-analytics sales",
                "databases prod-analytics",
                "preview prod-analytics sales crm.contacts",
                "test prod-analytics",
                "url prod-analytics sales",
                "doctor prod-analytics sales"
            })
    void verboseSaysWhatWasCalledAndNoSecret(String command) {
        Ended ended = LocalProgram.run((command + " --verbose").split(" "));
        assertThat(ended.exit()).isZero();
        assertThat(ended.err())
                .containsPattern("\\[ +\\d+ ms\\] (rds:DescribeDBInstances|examination)")
                .doesNotContain("X-Amz-Signature", "X-Amz-Credential");
    }

    @Test
    void verboseTellsConnectsAndStatements() {
        Ended ended = LocalProgram.run("databases", "prod-analytics", "-v");
        assertThat(ended.err())
                .contains("ms] connect prod-analytics (token, TLS, login)")
                .contains("ms] statement SELECT");
    }

    @Test
    void verboseTellsTheConnectsOfAnExport() {
        Ended ended =
                LocalProgram.run("export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString(), "-v");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).contains("ms] connect prod-analytics", "exported  crm.labels");
    }

    @Test
    void verboseTellsWhatFailed() {
        Ended ended = LocalProgram.run("databases", "no-such-instance", "--verbose");
        assertThat(ended.exit()).isEqualTo(4);
        assertThat(ended.err()).containsPattern("ms\\] rds:DescribeDBInstances no-such-instance  failed");
    }

    @Test
    void quietSaysNothingButErrors() {
        Ended ended = LocalProgram.run(
                "export", "prod-analytics", "sales", "crm.labels", "--out", folder.toString(), "--quiet");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("crm.labels");
        assertThat(LocalProgram.run("databases", "no-such-instance", "-q").err())
                .contains("no-such-instance");
    }

    @Test
    void quietStillSaysWhyATableFailedAndTheReportSaysItToo() {
        Ended ended = LocalProgram.run(
                "export", "prod-analytics", "sales", "private.secrets", "--out", folder.toString(), "--quiet");
        assertThat(ended.exit()).isEqualTo(7);
        assertThat(ended.err()).startsWith("failed  private.secrets  permission denied for schema private");
        assertThat(ended.out()).contains("FILE OR REASON", "permission denied for schema private");
    }

    @Test
    void aMaskHidesTheAccountInWhatVerboseTells() {
        String arn = "arn:aws:rds:us-east-1:" + LocalProgram.RDS.accountId() + ":db:prod-analytics";
        Ended ended = LocalProgram.run("test", arn, "--mask", "--verbose");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).contains("ms] rds:DescribeDBInstances arn:aws:rds:us-east-1:************:db:");
        assertThat(ended.out() + ended.err()).doesNotContain(LocalProgram.RDS.accountId());
    }

    @Test
    void anEmptyTableSaysSo() {
        Ended ended = LocalProgram.run("preview", "prod-analytics", "sales", "public.discount_codes");
        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).contains("No rows.");
    }

    @Test
    void aTableOfBinaryColumnsAloneIsNotCalledEmpty() {
        Ended ended = LocalProgram.run("preview", "prod-analytics", "sales", "ops.blobs");
        assertThat(ended.exit()).isZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("Left out: content", "No column to show.")
                .doesNotContain("No rows");
    }

    @Test
    void aMissingPrivilegeIsSaidInTheServersWordsAlone() {
        Ended ended = LocalProgram.run("preview", "prod-analytics", "sales", "private.secrets");
        assertThat(ended.exit()).isEqualTo(6);
        assertThat(ended.err())
                .startsWith("Error: permission denied for schema private\n")
                .contains("fourminds-rds policy prod-analytics")
                .doesNotContain("Position");
    }
}
