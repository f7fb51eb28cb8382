package ai.fourminds.rds.local.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's address and its administrator's login. Immutable; prints no password. */
public record Administration(String host, int port, String user, String password) {
    private static final Pattern TEXT = Pattern.compile("([^:@]+):(.*)@([^@]+):(\\d{1,5})", Pattern.DOTALL);

    /**
     * Parses {@code user:password@host:port}.
     *
     * @param name the source of the text, for the error message
     */
    public static Administration parse(String name, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " is not of the form user:password@host:port");
        }
        return new Administration(
                matcher.group(3), Integer.parseInt(matcher.group(4)), matcher.group(1), matcher.group(2));
    }

    @Override
    public String toString() {
        return "Administration[" + user + " at " + host + ":" + port + "]";
    }
}
