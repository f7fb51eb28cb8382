package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;

import ai.fourminds.rds.local.LocalInstance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of the table of failures: a cause, and everything that is said of it. Immutable. */
record FailureRow(
        String cause,
        String code,
        String sqlState,
        String exception,
        String exit,
        String headlineTemplate,
        String remedyTemplate) {

    private static final String T = "SQLTransientConnectionException";
    private static final String N = "SQLNonTransientConnectionException";
    private static final String A = "SQLInvalidAuthorizationSpecException";
    private static final String F = "SQLFeatureNotSupportedException";

    static List<FailureRow> ofDatabases() {
        return rows("database-failures.txt");
    }

    static List<FailureRow> ofAws() {
        return rows("aws-failures.txt");
    }

    private static List<FailureRow> rows(String file) {
        try (InputStream table = FailureRow.class.getResourceAsStream(file)) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(FailureRow::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FailureRow row(String line) {
        String[] cells = line.split(" \\| ", -1);
        String exception = switch (cells[3]) {
            case "T" -> T;
            case "N" -> N;
            case "A" -> A;
            default -> F;
        };
        String headline = cells[5].replace("{ssl}", "[{id}] SSL error connecting to RDS:")
                .replace("{auth}", "[{id}] Authentication failed:");
        return new FailureRow(cells[0], cells[1], cells[2], exception, cells[4], headline, cells[6]);
    }

    /** A pattern: {any} stands for whatever is not ours to foresee. */
    String headline(Trouble trouble, EngineCase engineCase) {
        return "\\Q" + filled(headlineTemplate, trouble, engineCase).replace("{any}", "\\E.+\\Q") + "\\E";
    }

    String remedy(Trouble trouble, EngineCase engineCase) {
        return filled(remedyTemplate, trouble, engineCase);
    }

    private static String filled(String template, Trouble trouble, EngineCase engineCase) {
        Map<String, String> settings = trouble.settings;
        LocalInstance usual = RDS.instance(
                trouble.instance().equals(engineCase.wrongName) ? engineCase.wrongName : engineCase.instance);
        String user = settings.getOrDefault("user", FailureCloud.USER);
        Map<String, String> words = new LinkedHashMap<>();
        words.put("{id}", trouble.instance().substring(trouble.instance().lastIndexOf(':') + 1));
        words.put("{host}", usual.host());
        words.put(
                "{dial}",
                settings.getOrDefault("connectHost", usual.host()) + ":"
                        + settings.getOrDefault("connectPort", Integer.toString(usual.port())));
        words.put("{given}", settings.get("instanceHost") + ":" + settings.get("instancePort"));
        words.put("{user}", user);
        words.put("{database}", trouble.database());
        words.put("{grant}", engineCase.grant(user));
        words.put("{resource}", usual.connectResource(user));
        words.put("{role}", String.valueOf(settings.get("roleArn")));
        words.put("{key}", String.valueOf(settings.get("accessKeyId")));
        String text = template;
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace(word.getKey(), word.getValue());
        }
        return text;
    }

    @Override
    public String toString() {
        return cause;
    }
}
