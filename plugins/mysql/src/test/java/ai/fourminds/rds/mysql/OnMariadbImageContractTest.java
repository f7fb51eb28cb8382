package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.family.FamilyContract;
import ai.fourminds.rds.contract.family.FamilyDialect;
import java.sql.SQLException;

/** This plugin on MariaDB's official image. */
class OnMariadbImageContractTest extends FamilyContract {

    OnMariadbImageContractTest() throws SQLException {
        super(new MysqlPlugin(), FamilyDialect.MARIADB_IMAGE);
    }
}
