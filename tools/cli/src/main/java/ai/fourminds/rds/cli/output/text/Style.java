package ai.fourminds.rds.cli.output.text;

/** Text styles on a terminal (ECMA-48 SGR). */
public enum Style {
    PLAIN(""),
    /** Headings. */
    BOLD("1"),
    /** Less important text. */
    DIM("2"),
    GOOD("32"),
    WARNING("33"),
    BAD("1;31"),
    /** Commands to type. */
    CODE("36");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    /** Returns the text in this style, unchanged without colours. */
    public String paint(String text, boolean colours) {
        return colours && !sgr.isEmpty() ? "\u001B[" + sgr + "m" + text + "\u001B[0m" : text;
    }

    /** Returns the text with foreground and background exchanged, for the current line. */
    String paintChosen(String text, boolean colours) {
        if (!colours || text.isEmpty()) {
            return text;
        }
        return "\u001B[7" + (sgr.isEmpty() ? "" : ";" + sgr) + "m" + text + "\u001B[0m";
    }
}
