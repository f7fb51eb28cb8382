package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.screen.ScriptedTerminal.CTRL_C;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.CTRL_U;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.DOWN;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.ENTER;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.ESC;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.HOME;
import static ai.fourminds.rds.cli.screen.ScriptedTerminal.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.TypedPath;
import ai.fourminds.rds.cli.screen.Screen;
import ai.fourminds.rds.cli.screen.ScriptedTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WizardEndToEndTest {
    private static final int YELLOW = 0x880;
    private static final int GREEN = 0x080;
    private static final String TABLES = """
            Fourminds RDS  4/4 Tick tables                              prod-analytics/sales

            Search: _
                  TABLE                                  ROWS (EST.)  COLUMNS       SIZE
              [ ] crm.campaigns                                   40        5   32.0 KiB
              [x] crm.contacts                                 2,500        7  352.0 KiB
              [ ] crm.labels                                       3        2   32.0 KiB
            > [ ] ops.attachments                                120        4   72.0 KiB
              [ ] ops.blobs                                       25        1   16.0 KiB
              [ ] ops.events                                  36,000        4    5.6 MiB
              [ ] private.secrets                                  0        1        0 B
              [ ] public.customers                             4,000        9  952.0 KiB
              [ ] public.discount_codes                            0        3   16.0 KiB
              [ ] public.invoices                             10,000        4    1.5 MiB
              [ ] public.orders                              120,000       12   15.1 MiB
              [ ] public.products                                600        7  216.0 KiB
              [ ] we "quote" %s.Orders                             0        1        0 B
              [ ] we "quote" %s.odd "name" %s, $1; --             12        5   32.0 KiB
              [ ] we "quote" %s.orders                             0        1        0 B
              [x] we "quote" %s.📦 parcels\\nsecond line            2        2   16.0 KiB


            2 tables (about 2,502 rows, 368.0 KiB) of 16 ticked
            space tick   enter go on   tab all/none   → preview   type to search   esc back
            """;

    private final Captured captured = new Captured("", Console.Capabilities.TERMINAL);

    @TempDir
    Path folder;

    private CompletableFuture<Integer> start(ScriptedTerminal terminal) {
        return start(terminal, LocalProgram.settings());
    }

    private CompletableFuture<Integer> start(ScriptedTerminal terminal, List<String> settings) {
        List<String> words = new ArrayList<>(List.of("wizard"));
        words.addAll(settings);
        CommandShell shell =
                new CommandShell(captured.console(), Map.of(), colours -> Screen.on(terminal.terminal(), colours));
        return CompletableFuture.supplyAsync(() -> shell.run(words.toArray(String[]::new)));
    }

    private static int exit(CompletableFuture<Integer> program) throws Exception {
        return program.get(60, TimeUnit.SECONDS);
    }

    /** A server that vacuums in between changes sizes by a page or two. */
    private static String sizesAside(String screen) {
        return Pattern.compile("\\d+\\.\\d [KM]iB")
                .matcher(screen)
                .replaceAll(size -> size.group().replaceAll("\\d", "#"));
    }

    private static void pick(ScriptedTerminal terminal, String name) throws Exception {
        terminal.type(name);
        terminal.await("Search: " + name + "_");
        terminal.type(ENTER);
    }

    private static void toTheTables(ScriptedTerminal terminal) throws Exception {
        terminal.await("INSTANCE ");
        pick(terminal, "prod-analytics");
        terminal.await("DATABASE");
        pick(terminal, "sales");
        terminal.await("ROWS (EST.)");
    }

    @Test
    void walksFromTheFleetToTheFilesAndSaysTheCommandThatDoesTheSame() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(terminal);
        toTheTables(terminal);
        terminal.type("parcels");
        terminal.await("(1 of 16)");
        terminal.type(" " + ESC);
        terminal.await("crm.contacts");
        terminal.type(HOME + DOWN + " " + DOWN);
        assertThat(sizesAside(terminal.await("> [ ] ops.attachments"))).isEqualTo(sizesAside(TABLES));
        terminal.type(ENTER);
        terminal.await("Folder for 2 tables");
        Path out = folder.resolve("out");
        terminal.type(CTRL_U + out + ENTER);

        assertThat(exit(program)).isZero();
        assertThat(LocalProgram.files(out)).hasSize(3).contains("crm.contacts.csv", "export.json");
        assertThat(captured.out())
                .contains("fourminds-rds export --region us-east-1")
                .contains("--secret-access-key-file " + LocalProgram.SECRET_KEY)
                .contains("--out " + out + " prod-analytics sales crm.contacts"
                        + " \"$(printf -- 'we \"quote\" %%s.📦 parcels\\012second line')\"")
                .doesNotContain(LocalProgram.RDS.settings().get("secretAccessKey"));
    }

    @Test
    void coloursInstancesByTheirState() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(terminal);
        terminal.await("INSTANCE ");
        terminal.type("prod-analytics-r");
        terminal.await("is stopped and may fail to connect.");
        assertThat(terminal.colourOf("stopped")).isEqualTo(YELLOW);
        terminal.type(CTRL_U + "prod-analytics" + HOME + DOWN);
        terminal.await("> prod-analytics-2");
        assertThat(terminal.colourOf("available")).isEqualTo(GREEN);
        terminal.type(CTRL_C);
        assertThat(exit(program)).isEqualTo(130);
        assertThat(captured.out() + captured.err()).isEmpty();
    }

    @Test
    void saysWhyAConnectFailedAndGoesBackToTheList() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(terminal);
        terminal.await("INSTANCE ");
        pick(terminal, "prod-analytics-r");
        String fault = terminal.await("esc other instance");
        assertThat(fault).contains("2/4 Connect", "Error: ", "stopped");
        // Tab is no key of this page.
        terminal.type("\t" + ESC);
        assertThat(terminal.await("Search: prod-analytics-r_")).contains("> prod-analytics-r");
        terminal.type(ESC);
        terminal.await("Search: _");
        terminal.type(ESC);
        assertThat(exit(program)).isZero();
    }

    @Test
    void previewsATableAndComesBackToTheSameRow() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(terminal);
        toTheTables(terminal);
        terminal.type(" " + RIGHT);
        assertThat(terminal.await("First 50 rows"))
                .contains("customer_id", "newsletter")
                .doesNotContain("Search");
        terminal.type(RIGHT);
        terminal.await(shown -> !shown.contains("  id  "), "columns further right");
        terminal.type(ESC);
        assertThat(terminal.await("1 table (")).contains("[x] crm.campaigns", "> [ ] crm.contacts");
        terminal.type(CTRL_C);
        assertThat(exit(program)).isEqualTo(130);
    }

    @Test
    void wantsSomethingTickedAndAFolderWithoutAnEarlierExport() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(terminal);
        toTheTables(terminal);
        terminal.type(ENTER);
        terminal.await("No table is ticked yet");
        terminal.type("crm.\t" + ENTER);
        terminal.await("Folder for 3 tables");
        Files.writeString(folder.resolve("export.json"), "{}");
        terminal.type(CTRL_U + folder + ENTER);
        assertThat(terminal.await("Error: ")).contains("already holds export.json");
        terminal.type("/new\t");
        terminal.await("All rows of each table.");
        terminal.type(ENTER);
        assertThat(exit(program)).isZero();
        assertThat(captured.out()).contains("--max-rows 0 prod-analytics sales crm.campaigns crm.contacts crm.labels");
    }

    @Test
    void namesAllTablesByAllAndFitsANarrowScreen() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(44, 10);
        CompletableFuture<Integer> program = start(terminal);
        toTheTables(terminal);
        terminal.type("\t");
        String shown = terminal.await("16 tables (");
        assertThat(shown.lines()).hasSize(10).allMatch(line -> line.length() <= 44);
        assertThat(shown).contains("ops.attachmen…", "enter go on", "ROWS (EST.)");
        terminal.type("\t");
        terminal.await(text -> !text.contains("[x]"), "nothing ticked");
        terminal.type("\t" + ENTER);
        terminal.await("Folder for");
        terminal.type(CTRL_U + folder.resolve("all") + ENTER);
        assertThat(exit(program)).as("one table may not be read").isEqualTo(7);
        assertThat(captured.out()).contains(" --all prod-analytics sales\u001B");
    }

    @Test
    void refusesTerminalsThatCannotMoveTheirCursor() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal("dumb", 80, 24);
        assertThat(exit(start(terminal))).isEqualTo(2);
        assertThat(captured.err()).contains("TERM=dumb", "fourminds-rds --help");
    }

    @Test
    void needsSomebodyAtATerminal() {
        LocalProgram.Ended ended = LocalProgram.run("wizard");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("The wizard needs a terminal");
    }

    @Test
    void asksForTheRegionThatNobodyNamed() throws Exception {
        ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
        CompletableFuture<Integer> program = start(
                terminal,
                LocalProgram.settings().stream()
                        .map(word -> word.equals("us-east-1") ? "eu-west-9" : word)
                        .toList());
        assertThat(terminal.await("esc leave")).contains("eu-west-9", "tab region or saved connection");
        terminal.type("\t");
        terminal.await("An AWS region");
        terminal.type("us-east-1" + ENTER);
        toTheTables(terminal);
        terminal.type(" " + ENTER);
        terminal.await("Folder for 1 table");
        terminal.type(CTRL_U + folder.resolve("out") + ENTER);
        assertThat(exit(program)).isZero();
        assertThat(captured.out()).contains(" --region us-east-1 ").doesNotContain("eu-west-9");
    }

    @Test
    void takesASavedConnectionWhereNobodyNamedARegion() throws Exception {
        List<String> save = new ArrayList<>(List.of("connection", "save", "wizards"));
        save.addAll(LocalProgram.settings());
        assertThat(LocalProgram.runBare(save.toArray(String[]::new)).exit()).isZero();
        try {
            ScriptedTerminal terminal = new ScriptedTerminal(80, 24);
            CompletableFuture<Integer> program = start(terminal, List.of());
            assertThat(terminal.await("esc leave")).contains("region");
            terminal.type("\t");
            assertThat(terminal.await("An AWS region")).contains("Saved: ", "wizards");
            terminal.type("wizards" + ENTER);
            assertThat(terminal.await("INSTANCE ")).contains("us-east-1, 250 instances");
            terminal.type(CTRL_C);
            assertThat(exit(program)).isEqualTo(130);
        } finally {
            LocalProgram.runBare("connection", "remove", "wizards");
        }
    }

    @Test
    void aTildeIsTheHomeFolder() {
        assertThat(TypedPath.of("~/out")).isEqualTo(Path.of(System.getProperty("user.home"), "out"));
        assertThat(TypedPath.of("~")).isEqualTo(Path.of(System.getProperty("user.home")));
        assertThat(TypedPath.of("~out")).isEqualTo(Path.of("~out"));
    }
}
