package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceReferenceTest {

    private final List<String> faults = new ArrayList<>();

    private InstanceReference parsed(String text) {
        Optional<InstanceReference> reference = InstanceReference.parse(text, faults);
        assertThat(faults).isEmpty();
        return reference.orElseThrow();
    }

    @Test
    void aPasswordInTheUrlIsNotRepeated() {
        assertThat(InstanceReference.parse("ann:canary@prod", faults)).isEmpty();
        assertThat(faults)
                .singleElement()
                .asString()
                .contains("the setting user")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "prod-analytics,IDENTIFIER,prod-analytics,-",
                "PROD,IDENTIFIER,prod,-",
                "arn:aws:rds:eu-west-1:123456789012:db:prod,INSTANCE,prod,eu-west-1",
                "arn:aws-us-gov:rds:us-gov-west-1:123456789012:db:Prod,INSTANCE,prod,us-gov-west-1",
                "arn:aws-cn:rds:cn-northwest-1:123456789012:cluster:Prod,CLUSTER,prod,cn-northwest-1",
                "arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123abcd,PROXY,prx-0123abcd,eu-west-1",
                "arn:aws:rds:eu-west-1:123456789012:db-proxy-endpoint:prx-endpoint-0123abcd,PROXY,prx-endpoint-0123abcd,eu-west-1",
                "prod.abc123.us-east-1.rds.amazonaws.com,INSTANCE,prod,us-east-1",
                "prod.abc123.us-east-1.rds.amazonaws.com:5433,INSTANCE,prod,us-east-1",
                "prod.abc123.us-east-1.rds.amazonaws.com.,INSTANCE,prod,us-east-1",
                "prod.cluster-abc123.us-east-1.rds.amazonaws.com,CLUSTER,prod,us-east-1",
                "PROD.cluster-ro-abc123.US-EAST-1.rds.amazonaws.com:5432,READER,prod,us-east-1",
                "olap.cluster-custom-abc123.us-east-1.rds.amazonaws.com,CUSTOM,olap,us-east-1",
                "app.proxy-abc123.us-east-1.rds.amazonaws.com,PROXY,app,us-east-1",
                "ro.endpoint.proxy-abc123.ap-southeast-2.rds.amazonaws.com,PROXY,ro,ap-southeast-2",
                "g.global-abc123.global.rds.amazonaws.com,GLOBAL,g,-",
                "lim.shardgrp-abc123.us-east-1.rds.amazonaws.com,SHARD_GROUP,lim,us-east-1",
                // China, region behind and before "rds"; GovCloud; isolated and sovereign partitions.
                "prod.abc123.rds.cn-north-1.amazonaws.com.cn:3306,INSTANCE,prod,cn-north-1",
                "prod.abc123.cn-northwest-1.rds.amazonaws.com.cn,INSTANCE,prod,cn-northwest-1",
                "prod.cluster-abc123.rds.cn-north-1.amazonaws.com.cn,CLUSTER,prod,cn-north-1",
                "prod.cluster-ro-abc123.rds.cn-north-1.amazonaws.com.cn,READER,prod,cn-north-1",
                "olap.cluster-custom-abc123.rds.cn-northwest-1.amazonaws.com.cn,CUSTOM,olap,cn-northwest-1",
                "app.proxy-abc123.rds.cn-north-1.amazonaws.com.cn,PROXY,app,cn-north-1",
                "prod.cluster-abc123.us-gov-west-1.rds.amazonaws.com,CLUSTER,prod,us-gov-west-1",
                "prod.cluster-abc123.us-iso-east-1.rds.c2s.ic.gov,CLUSTER,prod,us-iso-east-1",
                "prod.abc123.us-isob-east-1.rds.sc2s.sgov.gov,INSTANCE,prod,us-isob-east-1",
                "app.proxy-abc123.eusc-de-east-1.rds.amazonaws.eu,PROXY,app,eusc-de-east-1",
                "db.example.com,ALIAS,db.example.com,-",
                "DB.Example.COM.,ALIAS,db.example.com,-",
                "db_1.corp.internal:3307,ALIAS,db_1.corp.internal,-",
                "prod.rds.amazonaws.com,ALIAS,prod.rds.amazonaws.com,-",
                "a.b.c.us-east-1.rds.amazonaws.com,ALIAS,a.b.c.us-east-1.rds.amazonaws.com,-",
                "prod.cluster-abc.us-east-1.rds.amazonaws.com.example,ALIAS,prod.cluster-abc.us-east-1.rds.amazonaws.com.example,-",
            })
    void tellsWhatIsNamed(String text, NameKind kind, String id, String region) {
        InstanceReference reference = parsed(text);
        assertThat(reference.kind()).isEqualTo(kind);
        assertThat(reference.id()).isEqualTo(id);
        assertThat(reference.region()).isEqualTo(region);
        assertThat(reference.isAlias()).isEqualTo(kind == NameKind.ALIAS || kind == NameKind.GLOBAL);
    }

    /** What stands in a URL names the same again. */
    @ParameterizedTest
    @CsvSource({
        "prod,prod",
        "arn:aws:rds:eu-west-1:123456789012:db:prod,prod",
        "prod.abc123.us-east-1.rds.amazonaws.com:5433,prod",
        "arn:aws:rds:eu-west-1:123456789012:cluster:Prod,arn:aws:rds:eu-west-1:123456789012:cluster:prod",
        "PROD.cluster-abc123.us-east-1.rds.amazonaws.com.:5432,prod.cluster-abc123.us-east-1.rds.amazonaws.com:5432",
        "Db.example.com,db.example.com",
    })
    void keepsWhatWasGiven(String text, String kept) {
        assertThat(parsed(text).text()).isEqualTo(kept);
    }

    @Test
    void aHostMayHaveAPort() {
        InstanceReference proxy = parsed("app.proxy-abc123.us-east-1.rds.amazonaws.com:6000");
        assertThat(proxy.host()).contains("app.proxy-abc123.us-east-1.rds.amazonaws.com");
        assertThat(proxy.port()).contains(6000);
        assertThat(parsed("arn:aws:rds:eu-west-1:123456789012:cluster:prod").host())
                .isEmpty();
        assertThat(parsed("db.example.com:6000")
                        .at("app.proxy-abc123.us-east-1.rds.amazonaws.com")
                        .orElseThrow()
                        .port())
                .contains(6000);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "m1.abc123.us-east-1.rds.amazonaws.com,prod.cluster-abc123.us-east-1.rds.amazonaws.com,prod.cluster-ro-abc123.us-east-1.rds.amazonaws.com",
                "m1.abc123.rds.cn-north-1.amazonaws.com.cn,prod.cluster-abc123.rds.cn-north-1.amazonaws.com.cn,prod.cluster-ro-abc123.rds.cn-north-1.amazonaws.com.cn",
                "m1.cluster-abc123.us-east-1.rds.amazonaws.com,-,-",
                "localhost,-,-",
            })
    void derivesAClustersEndpointsFromAMembers(String member, String writer, String reader) {
        assertThat(InstanceReference.clusterHost(member, "prod", false)).isEqualTo(Optional.ofNullable(writer));
        assertThat(InstanceReference.clusterHost(member, "prod", true)).isEqualTo(Optional.ofNullable(reader));
    }

    @Test
    void aNameLongerThanAnyHostIsRefusedAndNoMore() {
        String name = "a.".repeat(100_000) + "us-east-1.rds.amazonaws.com";
        assertThat(InstanceReference.parse(name, faults)).isEmpty();
        assertThat(InstanceReference.regionOf(name)).isEmpty();
        assertThat(faults).singleElement().asString().contains("no identifier");
    }

    @ParameterizedTest
    @CsvSource({
        "-prod,no identifier",
        "prod-,no identifier",
        "pr--od,no identifier",
        "1prod,no identifier",
        "prod%s,no identifier",
        "prod'; drop table x,no identifier",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,no identifier",
        "10.0.0.1,no identifier",
        "[::1]:5432,no identifier",
        "localhost:5432,no identifier",
        "db..example.com,no identifier",
        "-db.example.com,no identifier",
        "arn:aws:rds:eu-west-1:123456789012:snapshot:prod,names a snapshot",
        "arn:aws:rds::123456789012:global-cluster:prod,name it by its endpoint",
        "arn:aws:rds:s3:123456789012:db:prod,has no AWS region",
        "arn:aws:rds:elsewhere:123456789012:cluster:prod,has no AWS region",
        "arn:aws:rds::123:db:prod,has no AWS region after rds; write it like arn:aws:rds:us-east-1:123456789012:db:prod",
        "arn:aws:rds::123456789012:cluster:prod,has no AWS region after rds",
        "arn:aws:rds:eu-west-1::db:prod,has no account of 12 digits after the region; write it like arn:aws:rds:us-east-1",
        "arn:aws:s3:::bucket,is not of the form arn:aws:rds:us-east-1:123456789012:db:prod",
        "arn:aws:rds:eu-west-1:123456789012:db:pr_od,no DB instance identifier",
        "prod.abc.us-east-1.rds.amazonaws.com:70000,outside 1 to 65535",
        "db.example.com:0,outside 1 to 65535",
    })
    void saysWhatIsWrong(String text, String fault) {
        assertThat(InstanceReference.parse(text, faults)).isEmpty();
        assertThat(faults).singleElement().asString().contains(fault);
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
        assertThat(InstanceReference.regionOf(host)).isEqualTo(Optional.ofNullable(region));
    }
}
