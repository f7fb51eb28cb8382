package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables whose rows depend on what users of the database have made: policies, casts, children, encodings. */
class UsersCodeTest {

    private static final String DB = "users_code";

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(
                DB,
                "CREATE TABLE allowed AS SELECT 1 AS id",
                "CREATE FUNCTION may_see(int) RETURNS boolean LANGUAGE plpgsql STABLE AS"
                        + " $$BEGIN RETURN EXISTS (SELECT FROM allowed a WHERE a.id = $1); END$$",
                "CREATE TABLE filtered AS SELECT i AS id FROM generate_series(1, 3) i",
                "ALTER TABLE filtered ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON filtered USING (may_see(id))",
                "CREATE VIEW viewed AS SELECT id FROM allowed WHERE may_see(id)",
                "CREATE TYPE shape AS (size numeric)",
                "CREATE DOMAIN exact AS text",
                "CREATE TYPE mark AS ENUM ('0.1234567890123456789')",
                "CREATE FUNCTION rounded(mark) RETURNS json LANGUAGE sql IMMUTABLE AS $$SELECT '0.12'::json$$",
                "CREATE CAST (mark AS json) WITH FUNCTION rounded(mark)",
                "CREATE TYPE pair AS (id int, m mark)",
                "CREATE TABLE arrays (pairs pair[], oids oid[], floats float8[], singles float4[], plain float8[])",
                "INSERT INTO arrays VALUES (ARRAY[ROW(1, '0.1234567890123456789')::pair], '{7,NULL,4294967295}',"
                        + " '{-0,1.5,NaN,NULL,1e20}', '{{-0,0.1},{1,2}}', '{0,1e20}'), (NULL, NULL, NULL, NULL, NULL)",
                "CREATE TABLE parent (id int)",
                "CREATE TABLE child () INHERITS (parent)",
                "INSERT INTO child VALUES (2)");
        Cloud.admin(
                "postgres",
                "CREATE DATABASE paged TEMPLATE template0 ENCODING 'WIN1252' LOCALE_PROVIDER libc LOCALE 'C'");
        Cloud.admin(
                "paged",
                "CREATE TABLE odd (id int, t text)",
                "INSERT INTO odd VALUES (1, 'Größe €'), (2, convert_from('\\x81f6', 'WIN1252')), (3, 'a,b')",
                "CREATE TABLE clean AS SELECT 'é'::text AS t",
                "GRANT SELECT ON odd, clean TO PUBLIC");
    }

    @Test
    void policiesAndViewsFindWhatTheUsersPathLeadsTo() throws Exception {
        var filtered = export(DB, table("public", "filtered"));
        assertThat(filtered.csv()).isEqualTo("id\n1\n");
        assertThat(filtered.result().remarks()).containsExactly(Remark.ROW_SECURITY);
        assertThat(export(DB, table("public", "viewed")).csv()).isEqualTo("id\n1\n");
        try (Connection connection = Cloud.connect(DB)) {
            assertThat(new PostgresqlPlugin()
                            .catalogue(connection)
                            .preview(new TableName("public", "filtered"), 9)
                            .rows())
                    .isEqualTo(List.of(List.of("1")));
        }
    }

    @Test
    void noCastRoundsWhatIsInsideAComposite() throws Exception {
        assertThat(export(DB, table("public", "arrays")).csv())
                .isEqualTo("pairs,oids,floats,singles,plain\n"
                        + "\"[\"\"(1,0.1234567890123456789)\"\"]\",\"[7, null, 4294967295]\","
                        + "\"[-0, 1.5, \"\"NaN\"\", null, 1e+20]\",\"[[-0, 0.1], [1, 2]]\",\"[0, 100000000000000000000]\"\n"
                        + ",,,,\n");
    }

    @Test
    void childrenAreTablesOfTheirOwnAndTheResultSaysSo() throws Exception {
        var parent = export(DB, table("public", "parent")).result();
        assertThat(parent.rows()).isZero();
        assertThat(parent.remarks()).containsExactly(Remark.WITHOUT_CHILDREN);
        assertThat(export(DB, table("public", "child")).result().remarks()).isEmpty();
    }

    @Test
    void aByteThatItsCodePageDoesNotDefineFailsNothing() throws Exception {
        var odd = export("paged", table("public", "odd"));
        assertThat(odd.csv()).isEqualTo("id,t\n1,Größe €\n2,\"\u0081ö\"\n3,\"a,b\"\n");
        assertThat(odd.result().remarks()).containsExactly(Remark.UNKNOWN_ENCODING);
        var clean = export("paged", table("public", "clean"));
        assertThat(clean.csv()).isEqualTo("t\né\n");
        assertThat(clean.result().remarks()).isEmpty();
    }
}
