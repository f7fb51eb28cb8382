package ai.fourminds.rds.cli.output.text;

/** How a piece of text stands out on a terminal (ECMA-48 SGR). */
public enum Style {
    /** As it is. */
    PLAIN(""),
    /** Headings. */
    BOLD("1"),
    /** Less important. */
    DIM("2"),
    /** Good. */
    GOOD("32"),
    /** Worth a look. */
    WARNING("33"),
    /** Bad. */
    BAD("1;31"),
    /** Something to type. */
    CODE("36");

    private final String sgr;

    Style(String sgr) {
        this.sgr = sgr;
    }

    /** The text in this style, or as it is where colours are off. */
    public String paint(String text, boolean colours) {
        return colours && !sgr.isEmpty() ? "\u001B[" + sgr + "m" + text + "\u001B[0m" : text;
    }

    /** The same with foreground and background exchanged, for the one line that is meant. */
    String paintChosen(String text, boolean colours) {
        if (!colours || text.isEmpty()) {
            return text;
        }
        return "\u001B[7" + (sgr.isEmpty() ? "" : ";" + sgr) + "m" + text + "\u001B[0m";
    }
}
