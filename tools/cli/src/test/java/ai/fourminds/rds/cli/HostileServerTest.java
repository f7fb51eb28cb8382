package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MySQL and MariaDB servers whose settings are all against an export: they change no byte of it. */
class HostileServerTest {
    private static final String DB = "export_zoo";

    @TempDir
    Path folder;

    @Test
    void settingsOfMysqlChangeNoByte() throws Exception {
        settingsChangeNoByte("prod-billing");
    }

    @Test
    void settingsOfMariadbChangeNoByte() throws Exception {
        settingsChangeNoByte("prod-orders");
    }

    private void settingsChangeNoByte(String instance) throws Exception {
        try (Connection admin = LocalFamily.admin(instance);
                Statement statement = admin.createStatement()) {
            FamilyZoo.create(statement, DB);
            try {
                export(instance, "plain");
                for (List<String> settings : hostile(instance)) {
                    underSettings(statement, settings, () -> {
                        String name = "set " + Math.abs(settings.hashCode());
                        export(instance, name, nativeDriver(settings));
                        assertSame(name, settings);
                    });
                }
            } finally {
                statement.execute("DROP DATABASE " + DB);
            }
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    private static List<List<String>> hostile(String instance) {
        boolean mariadb = instance.equals("prod-orders");
        String modes =
                "ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,IGNORE_SPACE,HIGH_NOT_PRECEDENCE";
        List<String> all = new ArrayList<>(List.of(
                "sql_mode = '" + modes + "'",
                "time_zone = '+05:30'",
                "character_set_server = latin1",
                "collation_server = latin1_bin",
                "div_precision_increment = 0",
                "sql_select_limit = 1",
                "init_connect = 'SET autocommit = 0, SESSION group_concat_max_len = 4'",
                "transaction_isolation = 'SERIALIZABLE'",
                "net_write_timeout = 1",
                "max_length_for_sort_data = 4",
                "max_join_size = 1",
                mariadb ? "max_statement_time = 1.5" : "max_execution_time = 1500"));
        if (mariadb) {
            all.addAll(
                    List.of("old_mode = 'ZERO_DATE_TIME_CAST'", "sql_if_exists = ON", "div_precision_increment = 30"));
            all.add("system_versioning_asof = '2001-02-03 04:05:06'");
            all.remove("transaction_isolation = 'SERIALIZABLE'");
            all.add("tx_isolation = 'SERIALIZABLE'");
        }
        if (!mariadb) {
            all.add("show_gipk_in_create_table_and_information_schema = OFF");
        }
        List<List<String>> variants = new ArrayList<>(
                List.of(all, List.of("sql_mode = 'TRADITIONAL'", "time_zone = '-11:00'"), List.of("sql_mode = ''")));
        if (mariadb) {
            variants.add(List.of("sql_mode = 'ORACLE'"));
            variants.add(List.of("sql_mode = 'EMPTY_STRING_IS_NULL,NO_ZERO_DATE,STRICT_ALL_TABLES'"));
        }
        return variants;
    }

    /** MariaDB's own driver cannot log in where an empty string is NULL. */
    private static String[] nativeDriver(List<String> settings) {
        boolean refused = settings.get(0).contains("EMPTY_STRING_IS_NULL");
        return refused ? new String[] {"--native-driver", "mysql"} : new String[0];
    }

    private static void underSettings(Statement statement, List<String> settings, Work work) throws Exception {
        List<String> before = new ArrayList<>();
        try {
            for (String setting : settings) {
                String name = setting.substring(0, setting.indexOf(' '));
                before.add(0, name + " = " + quoted(statement, name));
                statement.execute("SET GLOBAL " + setting);
            }
            work.run();
        } finally {
            for (String setting : before) {
                statement.execute("SET GLOBAL " + setting);
            }
        }
    }

    private static String quoted(Statement statement, String name) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@GLOBAL." + name)) {
            row.next();
            String value = String.valueOf(row.getString(1));
            return value.matches("[0-9.]+|DEFAULT") ? value : "'" + value.replace("'", "''") + "'";
        }
    }

    private void export(String instance, String name, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("export", instance, DB, "--all", "--jobs", "1"));
        words.addAll(List.of("--out", folder.resolve(name).toString()));
        words.addAll(List.of(more));
        Ended ended = LocalFamily.run(folder, words.toArray(String[]::new));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
    }

    private void assertSame(String name, List<String> settings) throws Exception {
        Path plain = folder.resolve("plain");
        assertThat(files(folder.resolve(name))).isEqualTo(files(plain)).hasSizeGreaterThan(2);
        for (String file : csvs(plain)) {
            assertThat(Files.readString(folder.resolve(name).resolve(file)))
                    .describedAs("%s under %s", file, settings)
                    .isEqualTo(Files.readString(plain.resolve(file)));
        }
    }

    private static List<String> csvs(Path folder) throws Exception {
        return files(folder).stream().filter(file -> file.endsWith(".csv")).toList();
    }
}
