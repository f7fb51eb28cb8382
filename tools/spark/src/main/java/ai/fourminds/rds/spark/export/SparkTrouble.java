package ai.fourminds.rds.spark.export;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a failed Spark job says in one line; executors' exceptions come as text. Stateless. */
final class SparkTrouble {

    private static final Pattern LAST_TASK = Pattern.compile("Lost task [^\\n]*?\\): ([^\\n]+)");

    private SparkTrouble() {}

    static String message(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                return String.valueOf(database.getMessage());
            }
        }
        String text = String.valueOf(failure.getMessage());
        Matcher task = LAST_TASK.matcher(text);
        return task.find() ? task.group(1) : text.lines().findFirst().orElse(text);
    }
}
