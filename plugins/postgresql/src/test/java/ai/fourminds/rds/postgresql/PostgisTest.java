package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.CsvOptions.Geometry;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostGIS's geometries, in a schema with a hostile name, though PostgreSQL allows an extension's schema no quotes. The embedded server has no PostGIS; Debian's packages do. */
class PostgisTest {
    private static final String DB = "shapes";
    private static final String SCHEMA = "\"geo %s :x ? {} 🦆\"";

    @BeforeAll
    static void create() throws SQLException, IOException {
        try (Connection connection = Cloud.instance("prod-analytics").adminConnection("postgres");
                PreparedStatement available =
                        connection.prepareStatement("SELECT FROM pg_available_extensions WHERE name = 'postgis'");
                ResultSet row = available.executeQuery()) {
            if (!row.next()) {
                throw new MissingRequirement("the PostgreSQL here has no PostGIS; `.ci/versions postgresql-15` has");
            }
        }
        Cloud.createDatabase(
                DB,
                "CREATE SCHEMA " + SCHEMA,
                "GRANT USAGE ON SCHEMA " + SCHEMA + " TO PUBLIC",
                "CREATE EXTENSION postgis SCHEMA " + SCHEMA,
                "SET search_path TO public, " + SCHEMA,
                "CREATE DOMAIN place AS geometry(Point, 4326)",
                "CREATE TABLE shapes (id int, \"g %s\" geometry, p geometry(PointZ, 4326), d place, e geography,"
                        + " a geometry[])",
                "INSERT INTO shapes VALUES"
                        + " (1, 'SRID=3857;LINESTRING(0.1 1e-300, 5e-324 1.7976931348623157e308)', 'POINT Z (1 2 3)',"
                        + " 'SRID=4326;POINT(1.1e-9 123456789.123456789)', 'POINT(7.123456789012345 50)',"
                        + " ARRAY['POINT(1 2)'::geometry]),"
                        + " (2, 'CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))', NULL, 'SRID=4326;POINT EMPTY',"
                        + " NULL, NULL)",
                // Doubles of all sizes.
                "CREATE TABLE points AS SELECT i AS id, ST_MakePoint(sin(i) * power(2::float8, i % 600 - 300),"
                        + " cos(i) * power(2::float8, i % 100 - 50)) AS g FROM generate_series(1, 5000) i",
                "GRANT SELECT ON shapes, points TO PUBLIC");
    }

    @Test
    void asPostgisesOwnTextUnlessAskedOtherwise() throws Exception {
        for (CsvOptions options : List.of(Exports.ALL, as(Geometry.EWKB))) {
            assertThat(export("SELECT \"g %s\", p, d, e FROM shapes", options))
                    .isEqualTo(export(
                            "SELECT \"g %s\"::text, p::text AS p, d::text AS d, e::text AS e FROM shapes", options));
        }
    }

    @Test
    void asTextWithTheDigitsOfEachDouble() throws Exception {
        assertThat(export(table("public", "shapes"), as(Geometry.WKT)))
                .isEqualTo("id,g %s,p,d,e,a\n1,\"LINESTRING(0.1 1e-300,5e-324 1.7976931348623157e+308)\","
                        + "POINT Z (1 2 3),POINT(1.1e-9 123456789.12345679),POINT(7.123456789012345 50),"
                        + "\"[\"\"0101000000000000000000F03F0000000000000040\"\"]\"\n"
                        + "2,\"CURVEPOLYGON(CIRCULARSTRING(0 0,1 1,2 0,1 -1,0 0))\",,POINT EMPTY,,\n");
        assertThat(export("SELECT d, NULL::int AS n FROM shapes WHERE id = 1", as(Geometry.WKT)))
                .isEqualTo("d,n\nPOINT(1.1e-9 123456789.12345679),\n");
    }

    @Test
    void textReadsBackAsTheSameGeometry() throws Exception {
        String csv = export(table("public", "points"), as(Geometry.WKT));

        List<String> rows = csv.lines().skip(1).toList();
        assertThat(rows).hasSize(5000);
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection(DB);
                PreparedStatement same = admin.prepareStatement("SELECT count(*) FROM public.points"
                        + " JOIN unnest(?::text[]) AS r(t) ON id = split_part(t, ',', 1)::int WHERE "
                        + SCHEMA + ".st_asbinary(g) = " + SCHEMA + ".st_asbinary(" + SCHEMA
                        + ".st_geomfromtext(split_part(t, ',', 2)))")) {
            same.setArray(1, admin.createArrayOf("text", rows.toArray()));
            try (ResultSet row = same.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(5000);
            }
        }
    }

    /** A stand-in for the version; PostGIS 3.0 itself is in no package of today. */
    @Test
    void aVersionThatRoundsIsRefused() throws Exception {
        Cloud.admin(DB, "UPDATE pg_extension SET extversion = '3.0.9' || extversion WHERE extname = 'postgis'");
        try {
            assertThatThrownBy(() -> export(table("public", "shapes"), as(Geometry.WKT)))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("\"g %s\"")
                    .hasMessageContaining("--geometry ewkb");
            assertThat(export(table("public", "shapes"), Exports.ALL)).contains("0102000020110F0000");
        } finally {
            Cloud.admin(DB, "UPDATE pg_extension SET extversion = substr(extversion, 6) WHERE extname = 'postgis'");
        }
    }

    @Test
    void aConditionAndColumnsGoWithIt() throws Exception {
        ExportSource part = new ExportSource.OfTable(
                new TableName("public", "shapes"), new TableSubset(List.of("p", "id"), "p IS NOT NULL", 0));

        assertThat(export(part, as(Geometry.WKT))).isEqualTo("p,id\nPOINT Z (1 2 3),1\n");
    }

    private static CsvOptions as(Geometry geometry) {
        return new CsvOptions(0, false, "", geometry);
    }

    private static String export(String sql, CsvOptions options) throws SQLException, IOException {
        return export(query(sql.replace("shapes", "public.shapes")), options);
    }

    private static String export(ExportSource source, CsvOptions options) throws SQLException, IOException {
        return Exports.export(DB, source, options).csv();
    }
}
