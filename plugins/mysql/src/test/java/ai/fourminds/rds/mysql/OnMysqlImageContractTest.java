package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.ContainerTests;
import ai.fourminds.rds.contract.FamilyContract;
import ai.fourminds.rds.contract.FamilyDialect;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;

/** This plugin on MySQL's official image. */
@Tag(ContainerTests.TAG)
class OnMysqlImageContractTest extends FamilyContract {

    OnMysqlImageContractTest() throws SQLException {
        super(new MysqlPlugin(), FamilyDialect.MYSQL_IMAGE);
    }
}
