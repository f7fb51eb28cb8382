package ai.fourminds.rds.cli.manual;

/** Writes a manual page with roff's man macros, from top to bottom. For one thread. */
final class Roff {
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
