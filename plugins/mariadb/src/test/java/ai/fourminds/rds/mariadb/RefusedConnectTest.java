package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.contract.family.FamilyRefusalContract;

/** This plugin and servers that get no token. */
class RefusedConnectTest extends FamilyRefusalContract {

    RefusedConnectTest() {
        super(new MariadbPlugin());
    }
}
