package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.contract.family.FamilyContract;
import ai.fourminds.rds.contract.family.FamilyDialect;
import java.sql.SQLException;

/** This plugin on a real MySQL server. */
class OnMysqlContractTest extends FamilyContract {

    OnMysqlContractTest() throws SQLException {
        super(new MariadbPlugin(), FamilyDialect.MYSQL);
    }
}
