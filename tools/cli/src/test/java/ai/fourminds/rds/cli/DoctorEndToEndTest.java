package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code doctor} and {@code policy} against a local RDS with a real PostgreSQL. */
class DoctorEndToEndTest {

    private static List<String> statuses(JsonNode steps) {
        List<String> statuses = new ArrayList<>();
        steps.forEach(step -> statuses.add(step.path("status").asText()));
        return statuses;
    }

    @Test
    void everythingInOrder() throws Exception {
        Ended ended = run("doctor", "prod-analytics", "sales", "--format", "json");
        assertThat(ended.exit()).isZero();
        JsonNode steps = ended.json().path("steps");
        assertThat(steps.findValuesAsText("name"))
                .containsExactly(
                        "settings",
                        "credentials",
                        "permission",
                        "instance",
                        "dns",
                        "tcp",
                        "tls",
                        "token",
                        "login",
                        "grants");
        assertThat(statuses(steps)).containsOnly("ok");
        assertThat(steps.path(1).path("detail").asText())
                .contains(RDS.principal().arn());
        assertThat(steps.path(6).path("detail").asText()).contains("valid until", "signed by");
        assertThat(steps.path(9).path("detail").asText()).contains("tables", "private.secrets");
        assertThat(run("doctor", "prod-analytics", "--quiet").out())
                .contains("Everything a connect needs is in order.");
    }

    @ParameterizedTest
    @CsvSource({
        "prod-noiam,instance,4,--enable-iam-database-authentication",
        "prod-wrongcert,tls,5,does not name the host",
        "prod-erp,instance,4,oracle-ee",
        "prod-analytix,permission,4,prod-analytics",
    })
    void theFirstFailureIsNamedWithItsRemedy(String instance, String step, int exit, String words) {
        Ended ended = run("doctor", instance, "sales");
        assertThat(ended.exit()).isEqualTo(exit);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains(step + ": ").contains(words);
    }

    @Test
    void aUserThatIsNotSetUpIsTheLogin() throws Exception {
        Ended ended = run("doctor", "prod-analytics", "sales", "--user", "password_user", "--format", "json");
        assertThat(ended.exit()).isEqualTo(6);
        JsonNode login = ended.json().path("steps").path(8);
        assertThat(login.path("status").asText()).isEqualTo("failed");
        assertThat(login.path("remedy").asText()).contains("GRANT rds_iam TO");
        assertThat(ended.json().path("steps").path(6).path("status").asText()).isEqualTo("ok");
    }

    @Test
    void anUnknownDatabaseIsTheLogin() {
        Ended ended = run("doctor", "prod-analytics", "no such %s db");
        assertThat(ended.exit()).isEqualTo(6);
        assertThat(ended.out()).contains("login: ").contains("'no such %s db' does not exist");
    }

    @Test
    void thePolicyIsNarrowedToTheInstanceAndUser() throws Exception {
        Ended ended = run("policy", "prod-analytics", "--user", "ann");
        assertThat(ended.exit()).isZero();
        JsonNode statements = ended.json().path("Statement");
        String resourceId = RDS.instance("prod-analytics").resourceId();
        assertThat(statements.findValuesAsText("Action"))
                .containsExactly("rds:DescribeDBInstances", "rds-db:connect", "sts:GetCallerIdentity");
        assertThat(statements.findValuesAsText("Resource"))
                .containsExactly(
                        "arn:aws:rds:us-east-1:" + RDS.accountId() + ":db:prod-analytics",
                        "arn:aws:rds-db:us-east-1:" + RDS.accountId() + ":dbuser:" + resourceId + "/ann",
                        "*");
        assertThat(ended.err()).contains("GRANT rds_iam TO \"ann\"");
        assertThat(run("policy").json().path("Statement").findValuesAsText("Resource"))
                .containsExactly("*", "arn:aws:rds-db:*:*:dbuser:*/fourminds_iam_user", "*");
    }

    @Test
    void thePolicyIsForTheUserThatConnectsLogInAs() throws Exception {
        List<String> saved = new ArrayList<>(List.of("connection", "save", "policy-user", "--user", "ann"));
        saved.addAll(LocalProgram.settings());
        assertThat(LocalProgram.runBare(saved.toArray(String[]::new)).exit()).isZero();
        try {
            Ended ended = LocalProgram.runBare("policy", "prod-analytics", "--connection", "policy-user");
            assertThat(ended.out()).contains("/ann\"").doesNotContain("fourminds_iam_user");
            assertThat(ended.err()).contains("GRANT rds_iam TO \"ann\"");
        } finally {
            LocalProgram.runBare("connection", "remove", "policy-user");
        }
    }

    @Test
    void policyOfAClusterNamesItsResourceIdAndAsksForTheCluster() throws Exception {
        JsonNode statements = run("policy", "prod-ha").json().path("Statement");
        String account = RDS.accountId();
        assertThat(statements.findValuesAsText("Action"))
                .containsExactly(
                        "rds:DescribeDBInstances", "rds:DescribeDBClusters", "rds-db:connect", "sts:GetCallerIdentity");
        assertThat(statements.findValuesAsText("Resource"))
                .startsWith("arn:aws:rds:us-east-1:" + account + ":db:*")
                .contains("arn:aws:rds:us-east-1:" + account + ":cluster:prod-ha")
                .anyMatch(arn -> arn.matches(".*:dbuser:cluster-[A-Z0-9]+/fourminds_iam_user"));
        RDS.faults().deny("rds:DescribeDBClusters");
        try {
            Ended denied = run("policy", "prod-ha", "--discovery-cache-ttl", "1ms");
            assertThat(denied.out()).contains(":dbuser:<resource id>/fourminds_iam_user");
            assertThat(denied.err())
                    .contains("aws rds describe-db-clusters --db-cluster-identifier prod-ha --query"
                            + " \"DBClusters[].DbClusterResourceId\" --output text --region us-east-1");
        } finally {
            RDS.faults().clear();
        }
    }

    @Test
    void thePolicyOfAnInstanceThatSettingsDescribeHasWildcardsForWhatOnlyAwsKnows() throws Exception {
        Ended ended =
                run("policy", "prod", "--instance-host", "localhost", "--instance-engine", "postgres", "--user", "ann");
        assertThat(ended.exit()).as(ended.err()).isZero();
        assertThat(ended.json().path("Statement").findValuesAsText("Resource"))
                .containsExactly("*", "arn:aws:rds-db:us-east-1:*:dbuser:*/ann", "*");
    }

    @Test
    void policyOfAProxyNamesItsResourceId() throws Exception {
        Ended ended = run("policy", RDS.proxy("prod-proxy").endpoint().host());
        assertThat(ended.json().path("Statement").findValuesAsText("Resource"))
                .contains("arn:aws:rds-db:us-east-1:" + RDS.accountId() + ":dbuser:"
                        + RDS.proxy("prod-proxy").resourceId() + "/fourminds_iam_user");
    }
}
