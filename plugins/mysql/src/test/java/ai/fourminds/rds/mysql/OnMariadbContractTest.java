package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.family.FamilyContract;
import ai.fourminds.rds.contract.family.FamilyDialect;
import java.sql.SQLException;

/** This plugin on a real MariaDB server. */
class OnMariadbContractTest extends FamilyContract {

    OnMariadbContractTest() throws SQLException {
        super(new MysqlPlugin(), FamilyDialect.MARIADB);
    }
}
