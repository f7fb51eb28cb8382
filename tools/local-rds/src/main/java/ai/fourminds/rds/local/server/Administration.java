package ai.fourminds.rds.local.server;

import ai.fourminds.rds.local.iam.RandomText;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's address and its administrator's login. Immutable; prints no password. */
public record Administration(String host, int port, String user, String password) {
    private static final Pattern TEXT = Pattern.compile("([^:@]+):(.*)@([^@]+):(\\d{1,5})", Pattern.DOTALL);

    /** Returns a new password that only this process knows, of 128 bits as hexadecimal digits, which need no quoting. */
    public static String newPassword() {
        // MySQL accepts at most 32 characters for a replica's password.
        return HexFormat.of().formatHex(RandomText.bytes(16));
    }

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
