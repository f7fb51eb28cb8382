package ai.fourminds.rds.spark.selection;

import ai.fourminds.rds.plugin.export.CsvOptions;
import java.io.Serializable;
import java.util.Locale;

/**
 * The form of an export's files.
 *
 * @param format CSV or Parquet
 * @param guardFormulas CSV: whether cells that look like formulas are prefixed
 * @param nullText CSV: what NULL is written as
 * @param gzip CSV: whether files are compressed
 */
public record FileForm(Format format, boolean guardFormulas, String nullText, boolean gzip) implements Serializable {

    /** How rows are written. */
    public enum Format {
        /** Text, every cell as the server says it. */
        CSV,
        /** Spark's own types. */
        PARQUET
    }

    public CsvOptions csv() {
        return new CsvOptions(0, guardFormulas, nullText);
    }

    /** What the names of table folders end in. */
    String ending() {
        return "." + format.name().toLowerCase(Locale.ROOT);
    }

    /** What the names of CSV files end in. */
    public String partEnding() {
        return gzip ? ".csv.gz" : ".csv";
    }
}
