package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.PrivilegeContract;
import java.sql.SQLException;

/** This plugin on a real PostgreSQL server. */
class ContractTest extends PrivilegeContract {

    ContractTest() throws SQLException {
        super(new PostgresqlPlugin(), PostgresqlDialect.INSTANCE);
    }
}
