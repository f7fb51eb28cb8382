package ai.fourminds.rds.cli.screen;

/** A text field of one line. For one thread. */
public final class TextField {
    private String text;

    public TextField(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** Handles a key; returns false for an unsupported key. */
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
