package ai.fourminds.rds.postgresql;

import java.sql.SQLException;

/** The database that the export tests read. Created once. */
public final class ExportDatabase {

    public static final String NAME = "exports";

    private static boolean created;

    private ExportDatabase() {}

    public static synchronized void create() throws SQLException {
        if (created) {
            return;
        }
        created = true;
        Cloud.createDatabase(
                NAME,
                "CREATE TABLE public.big AS SELECT i AS id, 'row ' || i AS t FROM generate_series(1, 50001) i",
                "CREATE TABLE public.five AS SELECT i AS id FROM generate_series(1, 5) i",
                "CREATE TABLE public.none (id int, \"b, c\" text)",
                "CREATE TABLE public.no_columns ()",
                "INSERT INTO public.no_columns DEFAULT VALUES",
                "CREATE TABLE public.blobs (a bytea)",
                "INSERT INTO public.blobs VALUES ('x'), (NULL), ('y')",
                "CREATE TABLE public.one_text (t text)",
                "INSERT INTO public.one_text VALUES ('a'), (NULL), (''), ('\\.'), (' ')",
                "CREATE TABLE public.parent (id int)",
                "CREATE TABLE public.child () INHERITS (public.parent)",
                "INSERT INTO public.parent VALUES (1)",
                "INSERT INTO public.child VALUES (2)",
                "CREATE TABLE public.parts (id int) PARTITION BY LIST (id)",
                "CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES IN (1)",
                "CREATE TABLE public.parts_2 PARTITION OF public.parts FOR VALUES IN (2)",
                "INSERT INTO public.parts VALUES (1), (2)",
                "CREATE TABLE public.\"we \"\"quote\"\", %s\n🦆\" (\"\" int, \"a,\"\"b\" int, \"#x\" int, \" \" int, \"=1\" int)"
                        .replace("\"\" int", "\"?{}:x\" int"),
                "INSERT INTO public.\"we \"\"quote\"\", %s\n🦆\" VALUES (1, 2, 3, 4, -5)",
                "CREATE TABLE public.moving (id int)",
                "INSERT INTO public.moving VALUES (1)",
                "CREATE TABLE public.secret (id int)",
                "REVOKE ALL ON public.secret FROM PUBLIC",
                "CREATE TABLE public.generated (a int, b int GENERATED ALWAYS AS (a * 2) STORED)",
                "INSERT INTO public.generated VALUES (21)",
                "CREATE TYPE public.mood AS ENUM ('sad', 'so so')",
                "CREATE FUNCTION public.refuse(public.mood) RETURNS json LANGUAGE plpgsql AS"
                        + " $$BEGIN RAISE 'this mood is not supported'; END$$",
                "CREATE CAST (public.mood AS json) WITH FUNCTION public.refuse(public.mood)",
                "CREATE DOMAIN public.moods AS public.mood[]",
                "CREATE TABLE public.moody (a public.mood, b public.mood[], c public.moods, d public.mood[])",
                "INSERT INTO public.moody VALUES ('sad', '{sad,NULL,\"so so\"}', '{{sad},{sad}}', '{}'), (NULL, NULL, NULL, NULL)");
    }
}
