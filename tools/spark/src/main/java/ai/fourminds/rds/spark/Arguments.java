package ai.fourminds.rds.spark;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.spark.export.ExportFault;
import ai.fourminds.rds.spark.export.FileForm;
import ai.fourminds.rds.spark.export.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The words after the jar on the line of {@code spark-submit}; the command line's names where it has them. Used once. */
final class Arguments {

    static final String USAGE = """
            Usage: SparkExport INSTANCE DATABASE [TABLE... | --all [--include PATTERN] [--exclude PATTERN]] --out PATH
                --file-format csv|parquet   default csv
                --task-mb N            how much of a table one task reads, in MB on the server's disk; default 128
                --jobs N               tables exported at the same time; default 4
                --resume | --overwrite go on with, or replace, what an earlier export left
                --gzip --guard-formulas --null-text TEXT   as in 'fourminds-rds export'
                --set NAME=VALUE       a property of the native driver
                --region, --auth, --role-arn and so on: the driver's settings. Secret ones come from the environment of
                the driver and of the executors.
            """;

    private static final long MEGABYTE = 1L << 20;
    private static final int MOST_JOBS = 64;
    private static final Set<String> WITHOUT_VALUE =
            Set.of("--all", "--resume", "--overwrite", "--gzip", "--guard-formulas");
    private static final Set<String> WITH_VALUE =
            Set.of("--include", "--exclude", "--out", "--file-format", "--task-mb", "--jobs", "--null-text", "--set");

    private final List<String> words = new ArrayList<>();
    private final Map<String, List<String>> options = new TreeMap<>();
    private final Map<String, String> settings = new HashMap<>();

    private Arguments() {}

    static Request parse(List<String> line) throws ExportFault {
        // The JVM's replacement for what it could not decode: other tables would be exported.
        if (line.stream().anyMatch(word -> word.contains("\uFFFD"))) {
            throw new ExportFault(
                    "The arguments have characters that are lost in this locale's encoding, "
                            + System.getProperty("sun.jnu.encoding") + ".",
                    "Set LC_ALL=C.UTF-8, or the name of another UTF-8 locale, where Spark's driver runs, and run it"
                            + " again.");
        }
        Arguments arguments = new Arguments();
        arguments.read(line.iterator());
        return arguments.request();
    }

    private void read(Iterator<String> line) throws ExportFault {
        while (line.hasNext()) {
            String word = line.next();
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (WITHOUT_VALUE.contains(word)) {
                options.put(word, List.of());
            } else {
                int equals = word.indexOf('=');
                String name = equals < 0 ? word : word.substring(0, equals);
                if (equals < 0 && !line.hasNext()) {
                    throw usage(name + " wants a value.");
                }
                take(name, equals < 0 ? line.next() : word.substring(equals + 1));
            }
        }
    }

    private void take(String name, String value) throws ExportFault {
        if (name.equals("--set")) {
            int equals = value.indexOf('=');
            if (equals < 1) {
                throw usage("--set wants NAME=VALUE.");
            }
            refuseSecret(value.substring(0, equals));
            settings.put(value.substring(0, equals), value.substring(equals + 1));
        } else if (WITH_VALUE.contains(name)) {
            options.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        } else {
            SettingInfo setting = setting(name);
            refuseSecret(setting.name());
            settings.put(setting.name(), value);
        }
    }

    private static SettingInfo setting(String option) throws ExportFault {
        return RdsFleet.settings().stream()
                .filter(setting -> option.equals("--" + kebab(setting.name())))
                .findFirst()
                .orElseThrow(() -> usage("There is no option '" + option + "'."));
    }

    private static void refuseSecret(String name) throws ExportFault {
        for (SettingInfo setting : RdsFleet.settings()) {
            if (setting.secret() && setting.name().equals(name)) {
                String variable = setting.environmentVariable();
                throw new ExportFault(
                        "The setting '" + name + "' is a secret and is not taken as an argument, which others can see.",
                        "Set " + variable + " in the environment, and for executors spark.executorEnv." + variable
                                + "; better still, give them an IAM role.");
            }
        }
    }

    private Request request() throws ExportFault {
        if (words.size() < 2) {
            throw usage("Say what to export: INSTANCE and DATABASE.");
        }
        List<String> tables = words.subList(2, words.size());
        boolean all = options.containsKey("--all");
        if (all == !tables.isEmpty()) {
            throw usage("Say what to export: TABLE... or --all, and only one of them.");
        }
        if (!all && (options.containsKey("--include") || options.containsKey("--exclude"))) {
            throw usage("--include and --exclude go with --all.");
        }
        String out = last("--out", "");
        if (out.isEmpty()) {
            throw usage("--out is missing: the folder to fill.");
        }
        return new Request(
                words.get(0),
                words.get(1),
                tables,
                options.getOrDefault("--include", List.of()),
                options.getOrDefault("--exclude", List.of()),
                out,
                form(),
                earlier(),
                number("--task-mb", 128, 1, 1L << 30) * MEGABYTE,
                (int) number("--jobs", 4, 1, MOST_JOBS),
                settings);
    }

    private FileForm form() throws ExportFault {
        String nullText = last("--null-text", "");
        if (!CsvOptions.canStandForNull(nullText)) {
            throw usage("--null-text may not hold commas, double quotes, line breaks or NUL, nor be '\\.'.");
        }
        FileForm.Format format = switch (last("--file-format", "csv").toLowerCase(Locale.ROOT)) {
            case "csv" -> FileForm.Format.CSV;
            case "parquet" -> FileForm.Format.PARQUET;
            default -> throw usage("--file-format is csv or parquet.");
        };
        boolean guarded = options.containsKey("--guard-formulas");
        boolean gzip = options.containsKey("--gzip");
        if (format == FileForm.Format.PARQUET && (guarded || gzip || !nullText.isEmpty())) {
            throw usage("--gzip, --guard-formulas and --null-text go with --file-format csv.");
        }
        return new FileForm(format, guarded, nullText, gzip);
    }

    private Request.Earlier earlier() throws ExportFault {
        boolean resume = options.containsKey("--resume");
        boolean overwrite = options.containsKey("--overwrite");
        if (resume && overwrite) {
            throw usage("--resume and --overwrite exclude each other.");
        }
        if (resume) {
            return Request.Earlier.RESUME;
        }
        return overwrite ? Request.Earlier.REPLACE : Request.Earlier.REFUSE;
    }

    private long number(String option, long usual, long least, long most) throws ExportFault {
        String text = last(option, String.valueOf(usual));
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw usage(option + " wants a number between " + least + " and " + most + ".");
        }
        return Long.parseLong(text);
    }

    private String last(String option, String usual) {
        List<String> values = options.getOrDefault(option, List.of());
        return values.isEmpty() ? usual : values.get(values.size() - 1);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static ExportFault usage(String what) {
        return new ExportFault(what, System.lineSeparator() + USAGE);
    }
}
