package ai.fourminds.rds.cli.screen;

/** A line of text that is typed. For one thread. */
public final class TextField {
    private String text;

    /** With this to begin with. */
    public TextField(String text) {
        this.text = text;
    }

    /** What was typed. */
    public String text() {
        return text;
    }

    /** Does what the key means here; false for a key that means nothing here. */
    public boolean handle(Key key) {
        switch (key.kind()) {
            case TEXT -> text += key.text();
            case BACKSPACE ->
                text = text.isEmpty() ? "" : text.substring(0, text.offsetByCodePoints(text.length(), -1));
            case CLEAR -> text = "";
            default -> {
                return false;
            }
        }
        return true;
    }
}
