package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.output.Verbosity;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options for how much is printed on standard error; errors always are. Stateless. */
final class VerbosityOptions {
    private static final String QUIET = "--quiet";
    private static final String VERBOSE = "--verbose";

    private VerbosityOptions() {}

    static OptionSpec quiet() {
        return flag("-q", QUIET, "Say nothing but errors on standard error.");
    }

    static OptionSpec verbose() {
        return flag("-v", VERBOSE, "Say what was called and how long it took; never a secret.");
    }

    /** Returns the verbosity. With both options, verbose wins. */
    static Verbosity read(ParseResult parsed) {
        if (parsed.matchedOptionValue(VERBOSE, false)) {
            return Verbosity.VERBOSE;
        }
        return parsed.matchedOptionValue(QUIET, false) ? Verbosity.QUIET : Verbosity.NORMAL;
    }

    private static OptionSpec flag(String letter, String name, String description) {
        return OptionSpec.builder(letter, name)
                .type(boolean.class)
                .description(description)
                .build();
    }
}
