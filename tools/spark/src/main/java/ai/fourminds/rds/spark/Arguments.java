package ai.fourminds.rds.spark;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.spark.export.Progress;
import ai.fourminds.rds.spark.selection.ExportFault;
import ai.fourminds.rds.spark.selection.FileForm;
import ai.fourminds.rds.spark.selection.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/**
 * Parses the arguments of {@code spark-submit} that follow the jar; options are named as the command line's. Used once.
 */
@Command(
        name = "SparkExport",
        abbreviateSynopsis = true,
        description = "Exports tables of an Amazon RDS database with the executors of a Spark application.",
        footer = "Secret settings come from the environment of the driver and of the executors.")
final class Arguments {

    /** How the job reports what it did. */
    enum Format {
        /** A line for each table. */
        TABLE,
        /** The manifest, on standard output. */
        JSON
    }

    private static final long MEGABYTE = 1L << 20;
    private static final int MAX_JOBS = 64;

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "Identifier, ARN or endpoint.")
    private String instance = "";

    @Parameters(index = "1", paramLabel = "DATABASE", description = "One of its databases.")
    private String database = "";

    @Parameters(index = "2..*", arity = "0..*", paramLabel = "TABLE", description = "Tables to export.")
    private List<String> tables = new ArrayList<>();

    @Option(names = "--all", description = "All tables of the database.")
    private boolean all;

    @Option(names = "--include", paramLabel = "PATTERN", description = "With --all: tables whose name matches.")
    private List<String> include = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "PATTERN", description = "With --all: not those whose name matches.")
    private List<String> exclude = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "The folder to fill.")
    private String out = "";

    @Option(names = "--file-format", paramLabel = "FORMAT", description = "csv (the default) or parquet.")
    private FileForm.Format fileFormat = FileForm.Format.CSV;

    @Option(
            names = "--task-mb",
            paramLabel = "N",
            description = "How much of a table one task reads, in MB on the server's disk. Default: 128.")
    private long taskMegabytes = 128;

    @Option(names = "--jobs", paramLabel = "N", description = "Tables exported at the same time. Default: 4.")
    private int jobs = 4;

    @Option(names = "--resume", description = "Go on with what an earlier export left.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace what an earlier export left.")
    private boolean overwrite;

    @Option(names = "--gzip", description = "Compress CSV files.")
    private boolean gzip;

    @Option(names = "--guard-formulas", description = "Prefix cells that spreadsheets would run.")
    private boolean guardFormulas;

    @Option(names = "--null-text", paramLabel = "TEXT", description = "What NULL is written as. Default: nothing.")
    private String nullText = "";

    @Option(
            names = "--geometry",
            paramLabel = "FORM",
            description = "How geometries are written: wkt, ewkb or auto, the default.")
    private CsvOptions.Geometry geometry = CsvOptions.Geometry.AUTO;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A property of the native driver.")
    private Map<String, String> properties = new HashMap<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "json: the manifest on standard output, too.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-v", "--verbose"},
            description = "Say how tables are read, and where a failure comes from.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but failures.")
    private boolean quiet;

    private final Map<String, String> settings = new HashMap<>();

    private Arguments() {}

    static Arguments parse(List<String> words) throws ExportFault {
        // The JVM's replacement for undecodable bytes: the job would export other tables.
        if (words.stream().anyMatch(word -> word.contains("\uFFFD"))) {
            throw new ExportFault(
                    "The arguments have characters that are lost in this locale's encoding, "
                            + System.getProperty("sun.jnu.encoding") + ".",
                    "Set LC_ALL=C.UTF-8, or the name of another UTF-8 locale, where Spark's driver runs, and run it"
                            + " again.");
        }
        Arguments arguments = new Arguments();
        CommandLine line = new CommandLine(arguments).setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true);
        RdsFleet.settings().forEach(setting -> line.getCommandSpec().addOption(option(setting)));
        try {
            arguments.take(line.parseArgs(words.toArray(String[]::new)));
        } catch (ParameterException mistake) {
            throw usage(mistake.getMessage() + ".");
        }
        return arguments;
    }

    private static OptionSpec option(SettingInfo setting) {
        String name = setting.name().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        return OptionSpec.builder("--" + name)
                .paramLabel("VALUE")
                .type(String.class)
                // Registered although refused: as an unknown option, its value would be printed.
                .hidden(setting.secret())
                .userObject(setting)
                .build();
    }

    private void take(ParseResult parsed) throws ExportFault {
        for (ArgSpec given : parsed.matchedArgs()) {
            String name = given instanceof OptionSpec option ? option.longestName() : given.paramLabel();
            // With an empty value the job would use another identity or folder than the intended one.
            if (given.originalStringValues().contains("") && !name.equals("--null-text")) {
                throw usage(name + " is empty: give it a value, or leave it out."
                        + " A shell variable that is not set looks like this.");
            }
        }
        for (OptionSpec option : parsed.matchedOptions()) {
            if (option.userObject() instanceof SettingInfo setting) {
                settings.put(setting.name(), option.getValue());
            }
        }
        settings.putAll(properties);
        for (SettingInfo setting : RdsFleet.settings()) {
            if (setting.secret() && settings.containsKey(setting.name())) {
                String variable = setting.environmentVariable();
                throw new ExportFault(
                        "The setting '" + setting.name()
                                + "' is a secret and is not taken as an argument, which others can see.",
                        "Set " + variable + " in the environment, and for executors spark.executorEnv." + variable
                                + "; better still, give them an IAM role.");
            }
        }
    }

    Format format() {
        return format;
    }

    Progress.Verbosity verbosity() {
        if (verbose) {
            return Progress.Verbosity.VERBOSE;
        }
        return quiet ? Progress.Verbosity.QUIET : Progress.Verbosity.NORMAL;
    }

    Request request() throws ExportFault {
        if (all != tables.isEmpty()) {
            throw usage("Say what to export: TABLE... or --all, and only one of them.");
        }
        if (!all && !(include.isEmpty() && exclude.isEmpty())) {
            throw usage("--include and --exclude go with --all.");
        }
        if (resume && overwrite) {
            throw usage("--resume and --overwrite exclude each other.");
        }
        if (taskMegabytes < 1 || taskMegabytes > 1L << 30) {
            throw usage("--task-mb is between 1 and " + (1L << 30) + ".");
        }
        if (jobs < 1 || jobs > MAX_JOBS) {
            throw usage("--jobs is between 1 and " + MAX_JOBS + ".");
        }
        return new Request(
                instance,
                database,
                tables,
                include,
                exclude,
                out,
                form(),
                earlier(),
                taskMegabytes * MEGABYTE,
                jobs,
                settings);
    }

    private FileForm form() throws ExportFault {
        if (!CsvOptions.canStandForNull(nullText)) {
            throw usage("--null-text may not hold commas, double quotes, line breaks or NUL, nor be '\\.'.");
        }
        boolean asDefault = nullText.isEmpty() && geometry == CsvOptions.Geometry.AUTO;
        if (fileFormat == FileForm.Format.PARQUET && (guardFormulas || gzip || !asDefault)) {
            throw usage("--gzip, --guard-formulas, --null-text and --geometry go with --file-format csv.");
        }
        return new FileForm(fileFormat, guardFormulas, nullText, geometry, gzip);
    }

    private Request.Earlier earlier() {
        if (resume) {
            return Request.Earlier.RESUME;
        }
        return overwrite ? Request.Earlier.REPLACE : Request.Earlier.REFUSE;
    }

    private static ExportFault usage(String what) {
        return new ExportFault(
                what, System.lineSeparator() + new CommandLine(new Arguments()).getUsageMessage(Ansi.OFF));
    }
}
