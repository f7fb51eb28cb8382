package ai.fourminds.rds.internal.failure;

import java.util.regex.Pattern;

/** Quotes a name, which a stranger may have chosen, as one word of a command in a message. Stateless. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** Returns the word as POSIX shells read it back, quoted if necessary. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
