package ai.fourminds.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data source as pools and naming services use it. */
class FourmindsRdsDataSourceTest {

    @Test
    void namesAForeignUrl() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource("jdbc:postgresql://h/d?password=canary");
        assertThatThrownBy(source::getConnection).hasMessageContaining("does not begin with jdbc:fourminds-rds:");
        assertThat(source.toString()).doesNotContain("canary");
    }

    @Test
    void refusesAPasswordAndTakesAnEmptyOne() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource("jdbc:fourminds-rds:x?tlsMode=off");
        assertThatThrownBy(() -> source.getConnection("u", "canary"))
                .hasMessageContainingAll("password", "tlsMode")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> source.getConnection("u", ""))
                .hasMessageContaining("tlsMode")
                .hasMessageNotContaining("password");
    }

    @Test
    void takesInstanceAndDatabaseWithoutAUrl() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource();
        source.setInstance("prod_analytics"); // an underscore is no part of an identifier
        source.setDatabaseName("sales/2024 %");
        assertThatThrownBy(source::getConnection).hasMessageContaining("prod_analytics");
        assertThat(source.toString()).isEqualTo("FourmindsRdsDataSource[prod_analytics/sales/2024 %]");
    }

    @Test
    void refusesADatabaseNameBesideAUrl() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource("jdbc:fourminds-rds:prod/sales");
        source.setDatabaseName("other");
        assertThatThrownBy(source::getConnection).hasMessageContaining("databaseName: goes with instance");
    }

    @Test
    void asksForAnInstanceWhereNothingIsSet() {
        assertThatThrownBy(new FourmindsRdsDataSource()::getConnection).hasMessageContaining("instance: is missing");
    }

    @Test
    void nullTakesAPropertyBack() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource("jdbc:fourminds-rds:x");
        source.setUrl(null);
        source.setInstance("y");
        source.setInstance(null);
        source.setUser(null);
        source.setDatabaseName(null);
        source.setSettings(null);
        assertThatThrownBy(source::getConnection).hasMessageContaining("instance: is missing");
    }

    @Test
    void withoutAUrlThereIsNone() {
        assertThatThrownBy(new FourmindsRdsDataSource(null)::getConnection)
                .hasMessageContaining("instance: is missing");
    }

    @Test
    void takesSettingsAsAUrlsQueryHasThem() {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource("jdbc:fourminds-rds:x");
        source.setSettings("tlsMode=off&discoveryTimeout=often");
        assertThatThrownBy(source::getConnection).hasMessageContainingAll("tlsMode", "discoveryTimeout");
        assertThatThrownBy(() -> source.setSettings("cognitoPassword=canary%"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cognitoPassword")
                .hasMessageNotContaining("canary");
    }

    @Test
    void comesBackFromANamingService() throws Exception {
        FourmindsRdsDataSource source = new FourmindsRdsDataSource();
        source.setInstance("prod");
        source.setDatabaseName("sales");
        source.setRegion("nowhere at all");
        source.setAuth("profile");
        source.setUser("o'brien");
        source.setLoginTimeout(7);

        Object copy = NamingManager.getObjectInstance(source.getReference(), null, null, null);

        assertThat(copy).isInstanceOf(FourmindsRdsDataSource.class).hasToString("FourmindsRdsDataSource[prod/sales]");
        FourmindsRdsDataSource restored = (FourmindsRdsDataSource) copy;
        assertThat(restored.getLoginTimeout()).isEqualTo(7);
        assertThat(restored.getReference()).isEqualTo(source.getReference());
        assertThatThrownBy(restored::getConnection).hasMessageContainingAll("region", "awsProfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cognitoPassword", "cognitoClientSecret", "secretAccessKey", "sessionToken"})
    void givesNoSecretToANamingService(String secret) {
        FourmindsRdsDataSource bySetting = new FourmindsRdsDataSource("jdbc:fourminds-rds:x");
        bySetting.setSetting(secret, "canary");
        FourmindsRdsDataSource byUrl = new FourmindsRdsDataSource("jdbc:fourminds-rds:x?" + secret + "=canary");
        for (FourmindsRdsDataSource source : new FourmindsRdsDataSource[] {bySetting, byUrl}) {
            assertThatThrownBy(source::getReference)
                    .isInstanceOf(NamingException.class)
                    .hasMessageContaining(secret)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void leavesOtherReferencesAlone() {
        assertThat(new FourmindsRdsDataSourceFactory()
                        .getObjectInstance(new Reference("java.lang.String"), null, null, null))
                .isNull();
    }

    @Test
    void namesTheLoggerOfTheDriver() {
        assertThat(new FourmindsRdsDataSource().getParentLogger()).isSameAs(Logger.getLogger("ai.fourminds.rds"));
    }
}
