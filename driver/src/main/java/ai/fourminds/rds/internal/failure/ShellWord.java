package ai.fourminds.rds.internal.failure;

import java.util.regex.Pattern;

/** A name, which a stranger may have chosen, as one word of the commands that messages tell to type. Stateless. */
public final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellWord() {}

    /** The word as POSIX shells read it back, in quotes where it needs them. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
