package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.EngineArchitectureContract;
import java.util.List;
import java.util.Set;

/** Which packages this plugin has, and whom it knows. */
class ArchitectureTest extends EngineArchitectureContract {

    ArchitectureTest() {
        super(
                "ai.fourminds.rds.mysql",
                List.of("ai.fourminds.rds.plugins.mysql"),
                List.of("org.mariadb..", "org.postgresql.."),
                Set.of("MysqlPlugin", "LoginSocketFactory"));
    }
}
