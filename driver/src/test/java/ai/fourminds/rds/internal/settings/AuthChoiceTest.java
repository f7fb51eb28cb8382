package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credentials method the settings mean, by source. */
class AuthChoiceTest {

    private static final Map<String, Map<String, String>> SAVED = Map.of(
            "role", Map.of("roleArn", "saved-role"),
            "keys", Map.of("auth", "access-keys", "accessKeyId", "saved-key", "secretAccessKey", "canary"));

    private final List<String> faults = new ArrayList<>();

    private Settings read(String properties, String url, String environment) throws SQLException {
        return new SettingsReader(CredentialsMethods.load(), (name, limit) -> SAVED.get(name), faults)
                .read(map(properties), map(url), map(environment));
    }

    private static Map<String, String> map(String text) {
        Map<String, String> map = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split(" ")) {
            String[] parts = pair.split("=", 2);
            map.put(parts[0].replace("FR_", "FOURMINDS_RDS_"), parts[1]);
        }
        return map;
    }

    @ParameterizedTest
    @CsvSource({
        "roleArn=r,,,iam-role",
        "awsProfile=p,,,profile",
        "awsProfile=p roleArn=r,,,iam-role",
        "awsProfile=p,roleArn=r,,iam-role",
        "accessKeyId=a secretAccessKey=s,,,access-keys",
        "cognitoUserPoolId=us-east-1_p cognitoClientId=c cognitoIdentityPoolId=us-east-1:i cognitoUsername=u cognitoPassword=x,,,cognito",
        "vaultKeyId=x vaultSecret=y,,,test-vault",
        "user=u region=us-east-1,,,default",
        "auth=default,,,default",
        // A whole property sheet, defaults included.
        "roleSessionName=fourminds-rds roleDurationSeconds=3600 cognitoFlow=auto awsProfile=p,,,profile",
        // What a lower source says of another method is set aside.
        ",awsProfile=p,FR_ACCESS_KEY_ID=a FR_SECRET_ACCESS_KEY=s,profile",
        ",awsProfile=p,FR_AUTH=access-keys FR_ACCESS_KEY_ID=a FR_SECRET_ACCESS_KEY=s,profile",
        ",auth=default,FR_ROLE_ARN=r,default",
        ",roleArn=r,FR_AUTH=default,iam-role",
        ",awsProfile=p connection=keys,,profile",
        // What it says of the same method is used.
        ",awsProfile=p connection=role,,iam-role",
        ",awsProfile=p,FR_ROLE_ARN=r,iam-role",
        ",roleArn=r,FR_AUTH=iam-role FR_EXTERNAL_ID=e,iam-role",
        ",connection=keys,,access-keys",
        ",cognitoUsername=u,FR_AUTH=cognito FR_COGNITO_USER_POOL_ID=us-east-1_p FR_COGNITO_CLIENT_ID=c"
                + " FR_COGNITO_IDENTITY_POOL_ID=us-east-1:i FR_COGNITO_PASSWORD=x,cognito"
    })
    void theSettingsDecideWhereAuthIsNotSet(String properties, String url, String environment, String method)
            throws SQLException {
        Settings settings = read(properties, url, environment);
        assertThat(faults).isEmpty();
        assertThat(settings.required(Setting.AUTH)).isEqualTo(method);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth=profile awsProfile=p roleArn=r||roleArn: is not used by auth=profile; leave it out, or set auth to"
                        + " iam-role",
                "auth=default|awsProfile=p|awsProfile: is not used by auth=default; leave it out, or set auth to iam-role or"
                        + " profile",
                "|auth=access-keys accessKeyId=a secretAccessKey=s cognitoUsername=u|cognitoUsername: is not used by"
                        + " auth=access-keys; leave it out, or set auth to cognito",
                "awsProfile=p accessKeyId=a||auth: cannot be told from settings of different methods (accessKeyId of"
                        + " access-keys, awsProfile of iam-role or profile); leave some of them out",
                "externalId=e||roleArn: is required by auth=iam-role: ARN of the IAM role to assume.",
                "awsProfile=p roleArn=r webIdentityTokenFile=f||awsProfile: is where the role is taken from, and so is"
                        + " webIdentityTokenFile; leave one of them out",
                "roleArn=r webIdentityRoleArn=w||webIdentityRoleArn: is taken with a web identity token, and there is none;"
                        + " set webIdentityTokenFile"
            })
    void aContradictionIsAFault(String properties, String url, String fault) throws SQLException {
        read(properties, url, null);
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void whatIsSetAsideIsNoPartOfTheConfiguration() throws SQLException {
        Settings settings = read(null, "awsProfile=p connection=keys", "FR_COGNITO_USERNAME=u");
        assertThat(settings.text(Setting.ACCESS_KEY_ID)).isEmpty();
        assertThat(settings.text(Setting.COGNITO_USERNAME)).isEmpty();
        assertThat(settings.shown()).containsOnlyKeys("awsProfile", "connection");
        assertThat(settings.named(List.of("accessKeyId", "awsProfile"))).containsOnlyKeys("awsProfile");
    }

    @Test
    void aRoleOfASavedConnectionIsTakenFromTheProfileOfTheUrl() throws SQLException {
        Settings settings = read(null, "awsProfile=p connection=role", null);
        assertThat(settings.named(Set.of("awsProfile", "roleArn")))
                .isEqualTo(Map.of("awsProfile", "p", "roleArn", "saved-role"));
    }

    @Test
    void aBrokenMethodOnTheClassPathHidesNoOtherAndIsNamed() throws SQLException {
        assertThat(CredentialsMethods.load().settingsByName()).containsKeys("default", "cognito", "test-vault");
        read("auth=test-broken", null, null);
        assertThat(faults)
                .singleElement()
                .asString()
                .contains("'test-broken' is none of", "test-vault", "broken:", "com.example.NoSuchMethod");
    }
}
