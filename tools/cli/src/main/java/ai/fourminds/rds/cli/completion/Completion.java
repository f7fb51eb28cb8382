package ai.fourminds.rds.cli.completion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Completes the last word of a command line. Offers nothing where the shell should complete files. Immutable. */
public final class Completion {
    /**
     * A completion for the word under the cursor.
     *
     * @param word the whole word
     * @param meaning a short description; may be empty
     */
    public record Candidate(String word, String meaning) {
        static Candidate of(String word) {
            return new Candidate(word, "");
        }
    }

    private static final String CONNECTION = "--connection";

    private final CommandSpec root;
    private final KnownNames known;
    private final List<String> connections;

    /** Completes commands and options of this program, and the names of databases, tables and saved connections. */
    public Completion(CommandSpec root, KnownNames known, List<String> connections) {
        this.root = root;
        this.known = known;
        this.connections = List.copyOf(connections);
    }

    /**
     * Returns the candidates for the last word.
     *
     * @param words the words after the program's name; the last one, possibly empty, is incomplete
     */
    public List<Candidate> of(List<String> words) throws IOException {
        String typed = words.isEmpty() ? "" : words.get(words.size() - 1);
        CommandSpec spec = root;
        OptionSpec open = null;
        List<String> positional = new ArrayList<>();
        Map<String, String> said = new HashMap<>();
        for (String word : words.subList(0, Math.max(0, words.size() - 1))) {
            CommandLine sub = spec.subcommands().get(word);
            if (open != null) {
                // Shells that break words at '=' pass it as a separate word.
                if (!word.equals("=")) {
                    said.put(open.longestName(), word);
                    open = null;
                }
            } else if (word.startsWith("-")) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    said.put(word.substring(0, equals), word.substring(equals + 1));
                }
                open = withValue(spec, word);
            } else if (sub != null) {
                spec = sub.getCommandSpec();
            } else {
                positional.add(word);
            }
        }
        return matching(candidates(spec, open, typed, positional, known.at(said)), typed.equals("=") ? "" : typed);
    }

    private List<Candidate> candidates(
            CommandSpec spec, @Nullable OptionSpec open, String typed, List<String> positional, KnownNames there)
            throws IOException {
        if (open != null) {
            return values(open);
        }
        if (typed.startsWith("-")) {
            return options(spec);
        }
        if (!spec.subcommands().isEmpty()) {
            return subcommands(spec);
        }
        return arguments(spec, positional, there);
    }

    private static @Nullable OptionSpec withValue(CommandSpec spec, String word) {
        OptionSpec option = spec.findOption(word);
        return option == null || option.arity().max() == 0 ? null : option;
    }

    private List<Candidate> values(OptionSpec option) {
        if (List.of(option.names()).contains(CONNECTION)) {
            return connections.stream().map(Candidate::of).toList();
        }
        if (option.type().isEnum()) {
            return Stream.of(option.type().getEnumConstants())
                    .map(constant -> Candidate.of(constant.toString().toLowerCase(Locale.ROOT)))
                    .toList();
        }
        Iterable<String> choices = option.completionCandidates();
        return choices == null
                ? List.of()
                : StreamSupport.stream(choices.spliterator(), false)
                        .map(Candidate::of)
                        .toList();
    }

    private static List<Candidate> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.hidden())
                .map(option -> new Candidate(option.longestName(), first(option.description())))
                .toList();
    }

    private static List<Candidate> subcommands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden())
                .map(sub -> new Candidate(sub.name(), first(sub.usageMessage().description())))
                .toList();
    }

    private List<Candidate> arguments(CommandSpec spec, List<String> positional, KnownNames there) throws IOException {
        int at = positional.size();
        String label = spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(at))
                .map(PositionalParamSpec::paramLabel)
                .findFirst()
                .orElse("");
        List<String> names = switch (label) {
            case "INSTANCE" -> there.of(List.of());
            case "DATABASE" -> there.of(positional);
            case "TABLE" -> there.of(positional.subList(0, 2));
            case "NAME" -> connections;
            default -> List.of();
        };
        return names.stream()
                .filter(name -> !positional.contains(name))
                .map(Candidate::of)
                .toList();
    }

    private static List<Candidate> matching(List<Candidate> candidates, String typed) {
        return candidates.stream()
                // A shell reads one candidate per line.
                .filter(candidate -> candidate.word().codePoints().noneMatch(Character::isISOControl))
                .filter(candidate -> candidate.word().startsWith(typed))
                .toList();
    }

    private static String first(String[] description) {
        String text = description.length == 0 ? "" : description[0].replace("%%", "%");
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }
}
