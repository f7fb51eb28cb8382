package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.fleet.DbProxy;
import ai.fourminds.rds.local.fleet.DbProxyEndpoint;

/** Writes the {@code member} elements of proxies and of their endpoints. Stateless. */
final class ProxyDescription {
    private ProxyDescription() {}

    static void write(DbProxy proxy, Xml list) {
        list.element(
                "member",
                xml -> network(xml)
                        .text("DBProxyName", proxy.name())
                        .text("DBProxyArn", Account.LOCAL.arn("db-proxy", proxy.resourceId()))
                        .text("Status", proxy.status())
                        .text("EngineFamily", proxy.engineFamily())
                        .text("Endpoint", Account.LOCAL.proxyHost(proxy.name()))
                        .text("RequireTLS", true)
                        .text("IdleClientTimeout", 1800)
                        .text("DebugLogging", false)
                        .text("CreatedDate", proxy.created())
                        .text("UpdatedDate", proxy.created())
                        .element("Auth", auth -> auth.element("member", one -> credentials(proxy, one))));
    }

    private static void credentials(DbProxy proxy, Xml xml) {
        xml.text("AuthScheme", "SECRETS")
                .text(
                        "SecretArn",
                        "arn:aws:secretsmanager:%s:%s:secret:%s"
                                .formatted(Account.LOCAL.region(), Account.LOCAL.id(), proxy.name()))
                .text("IAMAuth", proxy.iamAuthentication() ? "REQUIRED" : "DISABLED")
                .text(
                        "ClientPasswordAuthType",
                        proxy.engineFamily().equals("MYSQL") ? "MYSQL_NATIVE_PASSWORD" : "POSTGRES_SCRAM_SHA_256");
    }

    static void writeEndpoint(DbProxyEndpoint endpoint, Xml list) {
        list.element(
                "member",
                xml -> network(xml)
                        .text("DBProxyEndpointName", endpoint.name())
                        .text("DBProxyEndpointArn", Account.LOCAL.arn("db-proxy-endpoint", endpoint.resourceId()))
                        .text("DBProxyName", endpoint.proxy().name())
                        .text("Status", endpoint.proxy().status())
                        .text("Endpoint", Account.LOCAL.proxyEndpointHost(endpoint.name()))
                        .text("TargetRole", "READ_ONLY")
                        .text("IsDefault", false)
                        .text("CreatedDate", endpoint.proxy().created()));
    }

    private static Xml network(Xml xml) {
        return xml.text("VpcId", "vpc-0f1e2d3c4b5a69788")
                .element("VpcSecurityGroupIds", groups -> groups.text("member", "sg-0a1b2c3d4e5f60718"))
                .element("VpcSubnetIds", subnets -> subnets.text("member", "subnet-0a1b2c3d4e5f60718"));
    }
}
