package ai.fourminds.rds.local;

import ai.fourminds.rds.local.cognito.CognitoClient;
import ai.fourminds.rds.local.cognito.CognitoPool;
import ai.fourminds.rds.local.cognito.CognitoUser;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of clients, for each credentials method. Immutable. */
record Settings(URI endpointUrl, Path rootCertificate) {
    Map<String, String> accessKeys(Principal somebody) {
        Map<String, String> settings = base("access-keys");
        settings.put("accessKeyId", somebody.accessKeyId());
        settings.put("secretAccessKey", somebody.secretAccessKey());
        if (somebody.sessionToken() != null) {
            settings.put("sessionToken", somebody.sessionToken());
        }
        return settings;
    }

    Map<String, String> role(Role role) {
        Map<String, String> settings = base("iam-role");
        settings.put("roleArn", role.arn());
        if (role.externalId() != null) {
            settings.put("externalId", role.externalId());
        }
        return settings;
    }

    Map<String, String> role(Role role, Path webIdentityTokenFile) {
        Map<String, String> settings = role(role);
        settings.put("webIdentityTokenFile", webIdentityTokenFile.toString());
        return settings;
    }

    Map<String, String> role(Role first, Path webIdentityTokenFile, Role role) {
        Map<String, String> settings = role(role, webIdentityTokenFile);
        settings.put("webIdentityRoleArn", first.arn());
        return settings;
    }

    Map<String, String> cognito(CognitoPool pool, CognitoUser user, CognitoClient client) {
        Map<String, String> settings = base("cognito");
        settings.put("cognitoUserPoolId", pool.userPoolId());
        settings.put("cognitoClientId", client.id());
        if (client.secret() != null) {
            settings.put("cognitoClientSecret", client.secret());
        }
        settings.put("cognitoIdentityPoolId", pool.identityPoolId());
        settings.put("cognitoUsername", user.username());
        settings.put("cognitoPassword", user.password());
        return settings;
    }

    private Map<String, String> base(String method) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("region", Account.LOCAL.region());
        settings.put("endpointUrl", endpointUrl.toString());
        settings.put("auth", method);
        settings.put("tlsRootCert", rootCertificate.toString());
        return settings;
    }
}
