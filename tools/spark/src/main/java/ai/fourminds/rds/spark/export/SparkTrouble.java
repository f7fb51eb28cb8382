package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.failure.Causes;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a failed Spark job in one line. Executors' exceptions arrive as text. Stateless. */
final class SparkTrouble {

    private static final Pattern LAST_TASK = Pattern.compile("Lost task [^\\n]*?\\): ([^\\n]+)");

    /** Messages of PostgreSQL, and of MySQL and MariaDB. */
    private static final Pattern LOCKED = Pattern.compile("lock timeout|Lock wait timeout");

    private SparkTrouble() {}

    static String message(Throwable failure) {
        String said = said(failure);
        return LOCKED.matcher(said).find()
                ? said.lines().findFirst().orElse(said)
                        + "; another session alters, truncates or drops the table, or waits to: when it has, go on with --resume"
                : said;
    }

    private static String said(Throwable failure) {
        Optional<SQLException> database = Causes.first(failure, SQLException.class);
        if (database.isPresent()) {
            return Causes.message(database.get());
        }
        String text = String.valueOf(failure.getMessage());
        Matcher task = LAST_TASK.matcher(text);
        return task.find() ? task.group(1) : text.lines().findFirst().orElse(text);
    }
}
