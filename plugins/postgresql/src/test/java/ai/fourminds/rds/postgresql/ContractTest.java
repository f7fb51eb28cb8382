package ai.fourminds.rds.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.contract.PrivilegeContract;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** This plugin on a real PostgreSQL server. */
class ContractTest extends PrivilegeContract {

    ContractTest() throws SQLException {
        super(new PostgresqlPlugin(), PostgresqlDialect.INSTANCE);
    }

    /** As the shortest text from version 12 on, before with more digits; whatever the database's own setting. */
    @Test
    void floatingPointNumbersReadBackExactly() throws Exception {
        admin("ALTER DATABASE " + database() + " SET extra_float_digits = 0");
        String sql = "SELECT 0.1::real AS a, 16777.216::real AS b, 0.1::float8 + 0.2 AS c, 1::float8 / 3 AS d,"
                + " 1e-300::float8 AS e";
        List<String> cells = List.of(
                export(new ExportSource.OfQuery(sql), Exports.ALL).rows().get(0).split(",", -1));
        assertThat(cells.subList(0, 2)).extracting(Float::valueOf).containsExactly(0.1f, 16777.216f);
        assertThat(cells.subList(2, 5)).extracting(Double::valueOf).containsExactly(0.1 + 0.2, 1.0 / 3, 1e-300);
    }
}
