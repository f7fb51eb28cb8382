package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.contract.ExportContract;
import java.sql.SQLException;

/** This plugin on a real PostgreSQL server. */
class ContractTest extends ExportContract {

    ContractTest() throws SQLException {
        super(new PostgresqlPlugin(), PostgresqlDialect.INSTANCE);
    }
}
