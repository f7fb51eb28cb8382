package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceReferenceTest {

    private final Faults faults = new Faults();

    @Test
    void aPasswordInTheUrlIsNotRepeated() {
        assertThat(InstanceReference.parse("ann:canary@prod", faults)).isEmpty();
        assertThat(faults.found())
                .singleElement()
                .asString()
                .contains("the setting user")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "prod-analytics,prod-analytics,-",
                "PROD,prod,-",
                "arn:aws:rds:eu-west-1:123456789012:db:prod,prod,eu-west-1",
                "arn:aws-us-gov:rds:us-gov-west-1:123456789012:db:Prod,prod,us-gov-west-1",
                "prod.abc123.us-east-1.rds.amazonaws.com,prod,us-east-1",
                "prod.abc123.us-east-1.rds.amazonaws.com:5433,prod,us-east-1",
                "prod.abc123.us-east-1.rds.amazonaws.com.,prod,us-east-1",
                "prod.abc123.rds.cn-north-1.amazonaws.com.cn:3306,prod,cn-north-1",
            })
    void takesIdentifiersArnsAndEndpoints(String text, String id, String region) {
        assertThat(InstanceReference.parse(text, faults)).contains(new InstanceReference(id, region));
        assertThat(faults.found()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-prod,no DB instance identifier",
        "prod-,no DB instance identifier",
        "pr--od,no DB instance identifier",
        "1prod,no DB instance identifier",
        "prod%s,no DB instance identifier",
        "prod'; drop table x,no DB instance identifier",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,no DB instance identifier",
        "arn:aws:rds:eu-west-1:123456789012:cluster:prod,names a cluster",
        "arn:aws:rds:eu-west-1:123456789012:db:pr_od,no DB instance identifier",
        "prod.cluster-abc.us-east-1.rds.amazonaws.com,cluster endpoint",
        "prod.proxy-abc.us-east-1.rds.amazonaws.com,proxy endpoint",
        "prod.abc.us-east-1.rds.amazonaws.com:70000,outside 1 to 65535",
        "example.com,no DB instance identifier",
    })
    void saysWhatIsWrong(String text, String fault) {
        assertThat(InstanceReference.parse(text, faults)).isEmpty();
        assertThat(faults.found()).singleElement().asString().contains(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "prod.abc123.eu-west-3.rds.amazonaws.com,eu-west-3",
        "PROD.abc123.EU-WEST-3.rds.amazonaws.com.,eu-west-3",
        "prod.abc123.rds.cn-north-1.amazonaws.com.cn,cn-north-1",
        "prod.cluster-ro-abc.us-gov-west-1.rds.amazonaws.com,us-gov-west-1",
        "ro.endpoint.proxy-abc.ap-southeast-2.rds.amazonaws.com,ap-southeast-2",
        "db.example.com,",
        "us-east-1.rds.example.com,",
        "10.0.0.1,",
        "g.global-abc.global.rds.amazonaws.com,"
    })
    void readsTheRegionInAHostName(String host, String region) {
        assertThat(InstanceReference.regionOf(host)).isEqualTo(java.util.Optional.ofNullable(region));
    }
}
