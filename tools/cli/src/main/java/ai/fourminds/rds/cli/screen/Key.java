package ai.fourminds.rds.cli.screen;

/**
 * A key press, or the reason why there is none. Immutable.
 *
 * @param kind the key
 * @param text the typed text, for {@link Kind#TEXT}; else empty
 */
public record Key(Kind kind, String text) {

    /** The supported keys. */
    public enum Kind {
        UP,
        DOWN,
        LEFT,
        RIGHT,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        /** Continue. */
        ENTER,
        /** Go back. */
        ESCAPE,
        TAB,
        /** Delete the character before the cursor. */
        BACKSPACE,
        /** Ctrl-U: clear the line. */
        CLEAR,
        /** A character, space included. */
        TEXT,
        /** Ctrl-C. */
        INTERRUPT,
        /** The terminal was closed. */
        GONE,
        /** No key in time, an unsupported key, or a resized window. */
        NONE
    }

    static Key of(Kind kind) {
        return new Key(kind, "");
    }

    static Key typed(int point) {
        return new Key(Kind.TEXT, Character.toString(point));
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }
}
