package ai.fourminds.rds.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ScriptedTerminal terminal = new ScriptedTerminal(80, 24);

    ScreenTest() throws Exception {}

    @Test
    void givesTheTerminalBackAsItWas() throws Exception {
        terminal.terminal().writer().write("before");
        terminal.terminal().flush();
        Attributes before = terminal.terminal().getAttributes();
        try (Screen screen = Screen.on(terminal.terminal(), true)) {
            screen.rows();
            screen.show(List.of("inside"));
            assertThat(terminal.await("inside")).doesNotContain("before");
            assertThat(echoes()).isFalse();
            screen.restore();
            assertThat(terminal.await("before")).doesNotContain("inside");
            assertThat(terminal.terminal().getAttributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
        }
        assertThat(terminal.shown()).contains("before");
    }

    private boolean echoes() {
        return terminal.terminal().getAttributes().getLocalFlag(Attributes.LocalFlag.ECHO);
    }

    @Test
    void wantsToBeShownAnewWhenTheWindowChanges() throws Exception {
        try (Screen screen = Screen.on(terminal.terminal(), false)) {
            assertThat(screen.columns()).isEqualTo(80);
            screen.show(List.of("wide"));
            terminal.resize(40, 12);
            assertThat(screen.key().is(Key.Kind.NONE)).isTrue();
            assertThat(screen.columns()).isEqualTo(40);
            assertThat(screen.rows()).isEqualTo(12);
            screen.show(List.of("narrow"));
            terminal.await("narrow");
        }
    }

    @Test
    void tellsThatTheTerminalHasGone() throws Exception {
        try (Screen screen = Screen.on(terminal.terminal(), false)) {
            screen.rows();
            terminal.terminal().reader().close();
            assertThat(screen.key().is(Key.Kind.GONE)).isTrue();
        }
    }
}
