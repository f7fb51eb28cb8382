package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.sourceforge.squirrel_sql.client.gui.db.SQLAlias;
import net.sourceforge.squirrel_sql.fw.id.UidIdentifier;
import net.sourceforge.squirrel_sql.fw.sql.SQLDriver;
import net.sourceforge.squirrel_sql.fw.sql.SQLDriverManager;
import net.sourceforge.squirrel_sql.fw.sql.SQLDriverProperty;
import net.sourceforge.squirrel_sql.fw.sql.SQLDriverPropertyCollection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQuirreL's own drivers, aliases and connections, without its windows; {@link DialogTest} has the calls of its tree. */
final class SquirrelTest {
    private static final String NAME = "Amazon RDS (Fourminds)";
    private static final String EXAMPLE = "jdbc:fourminds-rds:<instance>/<database>";
    private static final String DRIVER_CLASS = "ai.fourminds.rds.FourmindsRdsDriver";

    /** Held, or its level would go with it. */
    private static final Logger QUIET = Logger.getLogger("net.sourceforge.squirrel_sql");

    private static final SQLDriver DRIVER = new SQLDriver(new UidIdentifier());
    private static final SQLDriverManager DRIVERS = new SQLDriverManager();

    @BeforeAll
    static void definesTheDriver() throws Exception {
        QUIET.setLevel(Level.WARNING);
        DRIVER.setName(NAME);
        DRIVER.setUrl(EXAMPLE);
        DRIVER.setDriverClassName(DRIVER_CLASS);
        DRIVER.setJarFileNames(new String[] {new Bundle().jar().toString()});
        DRIVERS.registerSQLDriver(DRIVER);
        assertThat(DRIVER.isJDBCDriverClassLoaded()).isTrue();
    }

    @Test
    void thePageSaysTheSame() throws IOException {
        assertThat(Files.readString(Path.of("..", "..", "docs", "tools", "squirrel.md")))
                .contains("| Name | `" + NAME + "` |")
                .contains("| Example URL | `" + EXAMPLE + "` |")
                .contains("| Class Name | `" + DRIVER_CLASS + "` |");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:fourminds-rds:prod-analytics/sales, PostgreSQL, sales",
        "jdbc:fourminds-rds:prod-billing/shop, MySQL, shop",
        "jdbc:fourminds-rds:prod-orders/shop, MariaDB, shop",
    })
    void connectsAnAliasWithTickedPropertiesAndRunsAStatement(String url, String product, String database)
            throws Exception {
        var alias = new SQLAlias(new UidIdentifier());
        alias.setName(product);
        alias.setDriverIdentifier(DRIVER.getIdentifier());
        alias.setUrl(url);
        alias.setUserName("");
        alias.setPassword("");
        alias.setUseDriverProperties(true);
        alias.setDriverProperties(ticked(alias.getDriverPropertiesClone(), url));
        assertThat(alias.isValid()).isTrue();

        var connection = DRIVERS.getConnection(
                DRIVER, alias, alias.getUserName(), alias.getPassword(), alias.getDriverPropertiesClone());
        try {
            var data = connection.getSQLMetaData();
            assertThat(data.getDatabaseProductName()).isEqualTo(product);
            assertThat(data.getUserName()).contains("fourminds_iam_user");
            assertThat(connection.getCatalog()).isEqualTo(database);
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM customers")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isPositive();
            }
        } finally {
            connection.close();
        }
    }

    /** The sheet of the alias, with those ticked that lead to the local RDS. */
    private static SQLDriverPropertyCollection ticked(SQLDriverPropertyCollection sheet, String url)
            throws SQLException {
        Properties settings = Clouds.settings(url);
        sheet.applyDriverPropertynfo(
                DRIVERS.getJDBCDriver(DRIVER.getIdentifier()).getPropertyInfo(url, new Properties()));
        for (SQLDriverProperty property : sheet.getDriverProperties()) {
            if (settings.containsKey(property.getName())) {
                property.setValue(settings.getProperty(property.getName()));
                property.setIsSpecified(true);
            }
        }
        return sheet;
    }
}
