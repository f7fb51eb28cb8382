package ai.fourminds.rds.cli.screen;

/**
 * What came from the keyboard, or why nothing did. Immutable.
 *
 * @param kind which key
 * @param text what was typed, for {@link Kind#TEXT}; else empty
 */
public record Key(Kind kind, String text) {

    /** The keys that mean something here. */
    public enum Kind {
        /** One up. */
        UP,
        /** One down. */
        DOWN,
        /** To the left. */
        LEFT,
        /** To the right. */
        RIGHT,
        /** A page up. */
        PAGE_UP,
        /** A page down. */
        PAGE_DOWN,
        /** The first. */
        HOME,
        /** The last. */
        END,
        /** Go on. */
        ENTER,
        /** Go back. */
        ESCAPE,
        /** The tabulator. */
        TAB,
        /** Delete what is before the cursor. */
        BACKSPACE,
        /** Ctrl-U: delete all that was typed. */
        CLEAR,
        /** A character, the space included. */
        TEXT,
        /** Ctrl-C. */
        INTERRUPT,
        /** The terminal has gone. */
        GONE,
        /** No key in the time given, one without a meaning, or the window has another size. */
        NONE
    }

    static Key of(Kind kind) {
        return new Key(kind, "");
    }

    static Key typed(int point) {
        return new Key(Kind.TEXT, Character.toString(point));
    }

    /** Whether it is this one. */
    public boolean is(Kind wanted) {
        return kind == wanted;
    }
}
