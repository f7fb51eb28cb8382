package ai.fourminds.rds.cli.manual;

import ai.fourminds.rds.cli.failure.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of one command, with the program's version. Immutable. */
public record ManPage(CommandSpec spec, String version) {
    // RFC 1952, 2.3.1: XFL.
    private static final int EXTRA_FLAGS = 8;
    private static final byte SLOWEST = 2;

    /** Returns the pages of a command and its subcommands, except hidden ones. */
    public static Stream<ManPage> all(CommandSpec root, String version) {
        return Stream.concat(
                Stream.of(new ManPage(root, version)), subcommands(root).flatMap(sub -> all(sub, version)));
    }

    private static Stream<CommandSpec> subcommands(CommandSpec spec) {
        return spec.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(sub -> !sub.usageMessage().hidden());
    }

    public String file() {
        return name() + ".1.gz";
    }

    /** Returns the page, compressed with gzip's highest level and the flag for it, as Debian requires of manual pages. */
    public byte[] packed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            packing.write(text().getBytes(StandardCharsets.UTF_8));
        }
        byte[] packed = bytes.toByteArray();
        packed[EXTRA_FLAGS] = SLOWEST;
        return packed;
    }

    String text() {
        Roff page = new Roff()
                .title(name().toUpperCase(Locale.ROOT), "fourminds-rds " + version)
                .section("NAME")
                .text(name() + " - " + description().replace("\n", " "))
                .section("SYNOPSIS")
                .fonts(synopsis())
                .section("DESCRIPTION")
                .text(description());
        commands(page);
        arguments(page);
        options(page);
        if (isRoot()) {
            settings(page);
            exits(page);
        }
        seeAlso(page);
        return page.toString();
    }

    private boolean isRoot() {
        return spec.parent() == null;
    }

    private String name() {
        return spec.qualifiedName("-");
    }

    private String description() {
        return text(spec.usageMessage().description());
    }

    private static String text(String[] description) {
        return String.join("\n", description).replace("%n", "\n").replace("%%", "%");
    }

    private String synopsis() {
        String rest =
                spec.positionalParameters().stream().map(ManPage::inSynopsis).collect(Collectors.joining(" "));
        String command = spec.subcommands().isEmpty() ? "" : "[" + Roff.italic("COMMAND") + "] ";
        return Roff.bold(spec.qualifiedName()) + " " + command + "[" + Roff.italic("OPTION") + "]... " + rest;
    }

    private static String inSynopsis(PositionalParamSpec parameter) {
        String label = Roff.italic(parameter.paramLabel()) + (parameter.arity().isVariable() ? "..." : "");
        return parameter.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private void commands(Roff page) {
        if (spec.subcommands().isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        subcommands(spec)
                .forEach(sub ->
                        page.term(Roff.bold(sub.name()), text(sub.usageMessage().description())));
    }

    private void arguments(Roff page) {
        if (spec.positionalParameters().isEmpty()) {
            return;
        }
        page.section("ARGUMENTS");
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            page.term(Roff.italic(parameter.paramLabel()), text(parameter.description()));
        }
    }

    private void options(Roff page) {
        page.section("OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden() && option.group() == null)
                .forEach(option -> option(page, option));
        if (spec.options().stream().anyMatch(option -> option.group() != null)) {
            page.text("\nThe connection settings of fourminds-rds(1) are options as well.");
        }
    }

    private static void option(Roff page, OptionSpec option) {
        String names = Stream.of(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
        page.term(
                names + (option.arity().max() == 0 ? "" : " " + Roff.italic(option.paramLabel())),
                text(option.description()));
    }

    /** Writes the settings once, since all commands with settings have the same. */
    private void settings(Roff page) {
        TreeMap<String, OptionSpec> settings = new TreeMap<>();
        spec.subcommands().values().stream()
                .flatMap(sub -> sub.getCommandSpec().options().stream())
                .filter(option -> option.group() != null)
                .forEach(option -> settings.put(option.longestName(), option));
        page.section("\"CONNECTION SETTINGS\"")
                .text("Options of every command that talks to AWS; each also from the environment:"
                        + " FOURMINDS_RDS_ROLE_ARN is --role-arn.");
        settings.values().forEach(option -> option(page, option));
    }

    private static void exits(Roff page) {
        page.section("\"EXIT STATUS\"");
        for (ExitCode code : ExitCode.values()) {
            page.term(Roff.bold(String.valueOf(code.number())), code.meaning());
        }
    }

    private void seeAlso(Roff page) {
        List<String> others = isRoot()
                ? subcommands(spec).map(sub -> sub.qualifiedName("-")).toList()
                : List.of(spec.parent().qualifiedName("-"));
        page.section("\"SEE ALSO\"")
                .fonts(others.stream().map(other -> Roff.bold(other) + "(1)").collect(Collectors.joining(", ")));
    }

    /** Writes a manual page with roff's man macros, from top to bottom. For one thread. */
    private static final class Roff {
        private final StringBuilder page = new StringBuilder();

        /** Writes the title, for section 1 and without a date, so that builds are reproducible. */
        Roff title(String name, String source) {
            page.append(".TH \"%s\" \"1\" \"\" \"%s\" \"Fourminds RDS\"\n".formatted(name, source));
            return this;
        }

        Roff section(String name) {
            page.append(".SH ").append(name).append('\n');
            return this;
        }

        /** Writes a paragraph; line feeds start new lines. */
        Roff text(String text) {
            for (String line : text.split("\n", -1)) {
                if (line.isBlank()) {
                    page.append(".PP\n");
                } else {
                    page.append(line(escaped(line.strip()))).append('\n');
                }
            }
            return this;
        }

        /** Writes a term, which may contain font changes, and its description. */
        Roff term(String term, String text) {
            page.append(".TP\n").append(line(term)).append('\n');
            return text(text);
        }

        static String bold(String text) {
            return "\\fB" + escaped(text) + "\\fR";
        }

        static String italic(String text) {
            return "\\fI" + escaped(text) + "\\fR";
        }

        /** Writes one line with font changes. */
        Roff fonts(String line) {
            page.append(line(line)).append('\n');
            return this;
        }

        @Override
        public String toString() {
            return page.toString();
        }

        private static String escaped(String text) {
            return text.replace("\\", "\\e").replace("-", "\\-");
        }

        /** Escapes a leading dot or apostrophe, which would start a request. */
        private static String line(String text) {
            return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
        }
    }
}
