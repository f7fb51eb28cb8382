package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.PrivilegeContract;
import java.sql.SQLException;

/** This plugin on PostgreSQL's official image. */
class OnImageContractTest extends PrivilegeContract {

    OnImageContractTest() throws SQLException {
        super(new PostgresqlPlugin(), PostgresqlDialect.IMAGE);
    }
}
