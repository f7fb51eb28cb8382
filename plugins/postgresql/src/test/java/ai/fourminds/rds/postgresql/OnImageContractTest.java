package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.ContainerTests;
import ai.fourminds.rds.contract.PrivilegeContract;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** This plugin on PostgreSQL's official image. */
@Tag(ContainerTests.TAG)
class OnImageContractTest extends PrivilegeContract {

    OnImageContractTest() throws SQLException {
        super(new PostgresqlPlugin(), PostgresqlDialect.IMAGE);
    }
}
