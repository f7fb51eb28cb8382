package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A script beside an export's files that loads them with exact types. */
public enum LoadScript {
    /** Runs in DuckDB. */
    @JsonProperty("duckdb")
    DUCKDB("load.duckdb.sql"),
    /** Runs in psql. */
    @JsonProperty("postgresql")
    POSTGRESQL("load.postgresql.sql"),
    /** Runs in Python; reads the manifest itself. */
    @JsonProperty("pandas")
    PANDAS("load_pandas.py");

    private final String file;

    LoadScript(String file) {
        this.file = file;
    }

    /** Returns the name for options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String file() {
        return file;
    }

    /** Returns the script for an export's files. */
    public String text(Manifest manifest) {
        return switch (this) {
            case DUCKDB -> new DuckDbScript(manifest).text();
            case POSTGRESQL -> new PostgresqlScript(manifest).text();
            case PANDAS -> resource(file);
        };
    }

    /** Returns the exported tables. */
    static List<TableReport> tables(Manifest manifest) {
        return manifest.tables().stream().filter(TableReport::complete).toList();
    }

    /** Quotes a string or a name; doubles quotes within it. */
    static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }

    private static String resource(String name) {
        try (InputStream in = LoadScript.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
