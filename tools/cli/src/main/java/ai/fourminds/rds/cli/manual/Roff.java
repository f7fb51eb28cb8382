package ai.fourminds.rds.cli.manual;

/** A page of the manual in the man macros of roff, written from top to bottom. For one thread. */
final class Roff {
    private final StringBuilder page = new StringBuilder();

    /** The first line: section 1, without a date, so that a build can be repeated. */
    Roff title(String name, String source) {
        page.append(".TH \"")
                .append(name)
                .append("\" \"1\" \"\" \"")
                .append(source)
                .append("\" \"Fourminds RDS\"\n");
        return this;
    }

    Roff section(String name) {
        page.append(".SH ").append(name).append('\n');
        return this;
    }

    /** A paragraph; line feeds begin new lines. */
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

    /** A term, which may hold fonts, and what is said of it. */
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

    /** One line with fonts in it. */
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

    /** A dot or an apostrophe at the beginning would be a request. */
    private static String line(String text) {
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + text : text;
    }
}
