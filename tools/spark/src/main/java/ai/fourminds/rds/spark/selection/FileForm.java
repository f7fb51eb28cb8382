package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.plugin.export.CsvOptions;
import java.io.Serializable;
import java.util.Locale;

/**
 * The form of an export's files.
 *
 * @param format CSV or Parquet
 * @param guardFormulas CSV: whether cells that look like formulas are prefixed
 * @param nullText CSV: the text written for NULL
 * @param geometry CSV: how geometries are written
 * @param gzip CSV: whether files are compressed
 */
public record FileForm(
        Format format, boolean guardFormulas, String nullText, CsvOptions.Geometry geometry, boolean gzip)
        implements Serializable {

    /** The file format. */
    public enum Format {
        /** Text, with cells as the server formats them. */
        CSV,
        /** Parquet, with Spark's types. */
        PARQUET
    }

    public CsvOptions csv() {
        return new CsvOptions(0, guardFormulas, nullText, geometry);
    }

    /** Returns the ending of the names of table folders. */
    String ending() {
        return "." + format.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the ending of the names of CSV files. */
    public String partEnding() {
        return gzip ? ".csv.gz" : ".csv";
    }
}
