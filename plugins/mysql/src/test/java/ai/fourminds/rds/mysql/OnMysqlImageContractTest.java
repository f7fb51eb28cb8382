package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.family.FamilyContract;
import ai.fourminds.rds.contract.family.FamilyDialect;
import java.sql.SQLException;

/** This plugin on MySQL's official image. */
class OnMysqlImageContractTest extends FamilyContract {

    OnMysqlImageContractTest() throws SQLException {
        super(new MysqlPlugin(), FamilyDialect.MYSQL_IMAGE);
    }
}
