package com.example.h2;

import ai.fourminds.rds.contract.AnyEngineContract;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class H2ContractTest extends AnyEngineContract<H2Plugin> {
    private static Connection keeper;

    H2ContractTest() {
        super(new H2Plugin(), new TableName("PUBLIC", "cells"));
    }

    @BeforeAll
    static void makeADatabase() throws SQLException {
        keeper = DriverManager.getConnection("jdbc:h2:mem:contract;DATABASE_TO_UPPER=FALSE", "fourminds_iam_user", "");
    }

    @AfterAll
    static void dropIt() throws SQLException {
        keeper.close();
    }

    @Override
    protected ConnectionSource connections() {
        return () -> H2PluginTest.connect("contract");
    }

    @Override
    protected void admin(String... statements) throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    protected String changingQuery() {
        return "SELECT * FROM OLD TABLE (DELETE FROM cells)";
    }
}
