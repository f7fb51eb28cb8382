package ai.fourminds.rds.mysql;

import ai.fourminds.rds.contract.family.FamilyRefusalContract;

/** This plugin and servers that get no token. */
class RefusedConnectTest extends FamilyRefusalContract {

    RefusedConnectTest() {
        super(new MysqlPlugin());
    }
}
