package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.contract.family.FamilyContract;
import ai.fourminds.rds.contract.family.FamilyDialect;
import java.sql.SQLException;

/** This plugin on MariaDB's official image. */
class OnMariadbImageContractTest extends FamilyContract {

    OnMariadbImageContractTest() throws SQLException {
        super(new MariadbPlugin(), FamilyDialect.MARIADB_IMAGE);
    }
}
