package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.contract.EngineArchitectureContract;
import java.util.List;
import java.util.Set;

/** Which packages this plugin has, and whom it knows. */
class ArchitectureTest extends EngineArchitectureContract {

    ArchitectureTest() {
        super(
                "ai.fourminds.rds.mariadb",
                List.of("ai.fourminds.rds.plugins.mysql"),
                List.of("com.mysql..", "org.postgresql.."),
                Set.of("MariadbPlugin", "LoginSocketFactory", "LoginTls", "ClearCredential", "TextCodec"));
    }
}
