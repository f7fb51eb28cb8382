package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.endpoints.CognitoIdentityEndpointProvider;
import software.amazon.awssdk.services.cognitoidentityprovider.endpoints.CognitoIdentityProviderEndpointProvider;
import software.amazon.awssdk.services.rds.endpoints.RdsEndpointProvider;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

class KnownHostsTest {

    /** In every region of every partition that the SDK knows, with and without FIPS and IPv6. */
    @Test
    void whereTheSdkWouldCallAwsIsKnown() {
        List<String> hosts = new ArrayList<>();
        for (Region region : Region.regions()) {
            for (int variant = 0; variant < 4 && !region.isGlobalRegion(); variant++) {
                hosts.addAll(hosts(region, variant % 2 == 1, variant > 1));
            }
        }
        assertThat(hosts).hasSizeGreaterThan(500).allMatch(KnownHosts::isApi);
    }

    private static List<String> hosts(Region region, boolean fips, boolean both) {
        return Stream.of(
                        RdsEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        of -> of.region(region).useFips(fips).useDualStack(both)),
                        StsEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        of -> of.region(region).useFips(fips).useDualStack(both)),
                        CognitoIdentityProviderEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        of -> of.region(region).useFips(fips).useDualStack(both)),
                        CognitoIdentityEndpointProvider.defaultProvider()
                                .resolveEndpoint(
                                        of -> of.region(region).useFips(fips).useDualStack(both)))
                .filter(answer -> !answer.isCompletedExceptionally())
                .map(answer -> answer.join().endpointUrl().host())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rds.us-east-1.amazonaws.com",
                "RDS.US-East-1.AmazonAWS.com",
                "sts.amazonaws.com",
                "vpce-0123-abc.rds.us-east-1.vpce.amazonaws.com",
                "vpce-0123-abc-us-east-1a.sts.eu-central-1.vpce.amazonaws.com"
            })
    void endpointsOfAwsAreKnown(String host) {
        assertThat(KnownHosts.isApi(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "rds.us-east-1.amazonaws.com.example",
                "rds.us-east-1.amazonaws.com.",
                "rds.us-east-1.amazonaws.co",
                "rds-us-east-1.amazonaws.com",
                "xrds.us-east-1.amazonaws.com",
                "rds.us-east-1.amazonaws.com.cn.example",
                "rds.us-east-1.аmazonaws.com",
                "abc123.execute-api.us-east-1.amazonaws.com",
                "rds.execute-api.us-east-1.amazonaws.com",
                "rds.s3.amazonaws.com",
                "sts.s3-us-west-2.amazonaws.com",
                "rds.s3.us-east-1.amazonaws.com",
                "lb-123.us-east-1.elb.amazonaws.com",
                "ec2-1-2-3-4.compute-1.amazonaws.com",
                "vpce-0123.vpce-svc-0456.us-east-1.vpce.amazonaws.com",
                "rds.us-east-1.amazonaws.com@elsewhere.example",
                ""
            })
    void customersOfAwsAndLookalikesAreNot(String host) {
        assertThat(KnownHosts.isApi(host)).isFalse();
        assertThat(KnownHosts.isDatabase(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prod.abc123.us-east-1.rds.amazonaws.com",
                "prod.cluster-ro-abc123.us-east-1.rds.amazonaws.com",
                "ro.endpoint.proxy-abc123.us-gov-west-1.rds.amazonaws.com",
                "g.global-abc123.global.rds.amazonaws.com",
                "prod.abc123.rds.cn-north-1.amazonaws.com.cn"
            })
    void endpointsOfDatabasesAreKnown(String host) {
        assertThat(KnownHosts.isDatabase(host)).isTrue();
        assertThat(KnownHosts.isApi(host)).isFalse();
        assertThat(KnownHosts.isDatabase(host + ".example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.255.255.255", "::1", "[::1]"})
    void thisMachineIsKnown(String host) {
        assertThat(KnownHosts.isThisMachine(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.",
                "localhost.example",
                "127.0.0.1.example",
                "127.1",
                "127.0.0.256",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "::",
                "[::ffff:127.0.0.1]",
                "１２７.0.0.1"
            })
    void whatMayBeAnotherMachineIsNot(String host) {
        assertThat(KnownHosts.isThisMachine(host)).isFalse();
    }
}
