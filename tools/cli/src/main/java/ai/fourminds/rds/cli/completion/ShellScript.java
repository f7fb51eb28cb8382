package ai.fourminds.rds.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The shells with a completion script, which calls this program. */
public enum ShellScript {
    /** GNU Bash 4 and newer. */
    BASH,
    ZSH,
    FISH;

    public String text() throws IOException {
        String name = "completion." + name().toLowerCase(Locale.ROOT);
        try (InputStream script = ShellScript.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IOException("missing from this build: " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
