package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.EngineArchitectureContract;
import java.util.List;
import java.util.Set;

/** Which packages this plugin has, and whom it knows. */
class ArchitectureTest extends EngineArchitectureContract {

    ArchitectureTest() {
        super(
                "ai.fourminds.rds.postgresql",
                List.of(),
                List.of("com.mysql..", "org.mariadb..", "ai.fourminds.rds.plugins.mysql.."),
                Set.of("PostgresqlPlugin", "LoginSocketFactory", "LoginSslSocketFactory", "TokenAuthentication"));
    }
}
