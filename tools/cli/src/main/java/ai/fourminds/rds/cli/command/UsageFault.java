package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.catalogue.Nearest;
import ai.fourminds.rds.cli.command.connection.SettingOptions;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.failure.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Describes a fault in the arguments. Never repeats the value of an unknown option, which may be a secret. Stateless.
 */
final class UsageFault {
    /**
     * The rest of an argument such as {@code -v < 0} after picocli took the letter for an option. No option has spaces
     * or comparisons.
     */
    private static final Pattern VALUE = Pattern.compile("(?s)-(?!-)([^\\p{L}\\p{N}].*|[^=]*[\\s<>].*)");

    private UsageFault() {}

    static Fault of(ParameterException e, SettingOptions settings) {
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        String help = "See: " + spec.qualifiedName() + " --help";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched(), spec, settings, help);
        }
        // picocli names Java's types.
        String words = String.valueOf(e.getMessage()).replaceFirst("is not an? (int|long)$", "is not a whole number");
        return Fault.usage("usage", sentence(words), help);
    }

    private static Fault unmatched(List<String> unmatched, CommandSpec spec, SettingOptions settings, String help) {
        // Options after an unknown command belong to that command.
        boolean command =
                !(spec.userObject() instanceof Command) && !unmatched.get(0).startsWith("-");
        Optional<String> option =
                unmatched.stream().filter(argument -> argument.startsWith("-")).findFirst();
        if (command || option.isEmpty()) {
            return word(unmatched.get(0), spec, help);
        }
        if (VALUE.matcher(option.get()).matches()) {
            return Fault.usage(
                    "value-like-option",
                    "A value that begins with a hyphen and the letter of an option was taken for options.",
                    "Put a condition like that in parentheses, a column's name in double quotes. " + help);
        }
        String name = optionName(option.get());
        return settings.secretTyped(name)
                .orElseGet(() -> Fault.usage(
                        "unknown-option",
                        "There is no option " + name + " here.",
                        meant(Nearest.to(name, optionNames(spec))) + help));
    }

    private static Fault word(String word, CommandSpec spec, String help) {
        if (spec.userObject() instanceof Command) {
            return Fault.usage("unexpected-argument", "The argument '" + word + "' is one too many.", help);
        }
        return Fault.usage(
                "unknown-command",
                "There is no command '" + word + "'.",
                meant(Nearest.to(word, commandNames(spec))) + help);
    }

    /** Returns the option without a value attached to it. */
    private static String optionName(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return name.startsWith("--") || name.length() < 2 ? name : name.substring(0, 2);
    }

    private static List<String> optionNames(CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            names.addAll(List.of(option.names()));
        }
        names.addAll(commandNames(spec));
        return names;
    }

    private static List<String> commandNames(CommandSpec spec) {
        return List.copyOf(spec.subcommands().keySet());
    }

    private static String meant(List<String> near) {
        return near.isEmpty() ? "" : "Did you mean " + String.join(" or ", near) + "? ";
    }

    private static String sentence(String message) {
        return message.endsWith(".") ? message : message + ".";
    }
}
