package ai.fourminds.rds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.connection.ConnectionCommands;
import ai.fourminds.rds.cli.command.export.ExportCommand;
import ai.fourminds.rds.cli.completion.Completion;
import ai.fourminds.rds.cli.completion.Completion.Candidate;
import ai.fourminds.rds.cli.completion.KnownNames;
import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Format;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class CompletionTest {
    @TempDir
    Path folder;

    private KnownNames known = KnownNames.in(Path.of("."), Map.of());

    @BeforeEach
    void knowsSomeNames() throws Exception {
        known = KnownNames.in(folder, Map.of());
        known.replace(List.of(), List.of("prod-analytics", "prod-orders", "dev"));
        known.replace(List.of("prod-orders"), List.of("shop", "hr"));
        known.replace(List.of("prod-orders", "shop"), List.of("items", "it'ems $x", "bad\nname"));
    }

    private List<String> offered(String... words) throws Exception {
        CommandSpec root = CommandSpec.create().name("fourminds-rds");
        CommandLine line = new CommandLine(root);
        line.addSubcommand("export", new ExportCommand()).addSubcommand("preview", new DatabaseCommands.PreviewTable());
        line.addSubcommand("remove", new ConnectionCommands.Remove())
                .addSubcommand("complete", new HelpCommands.Complete());
        line.getSubcommands().get("complete").getCommandSpec().usageMessage().hidden(true);
        line.getSubcommands()
                .get("export")
                .getCommandSpec()
                .addOption(OptionSpec.builder("--format").type(Format.class).build());
        for (String option : List.of("--connection", "--region", "--aws-profile")) {
            line.getSubcommands()
                    .get("export")
                    .getCommandSpec()
                    .addOption(OptionSpec.builder(option).type(String.class).build());
        }
        return new Completion(root, known, List.of("work", "home"))
                .of(List.of(words)).stream().map(Candidate::word).toList();
    }

    @Test
    void offersCommandsButNotHiddenOnes() throws Exception {
        assertThat(offered("")).containsExactly("export", "preview", "remove");
        assertThat(offered("ex")).containsExactly("export");
    }

    @Test
    void offersInstancesDatabasesAndTablesOfTheInstance() throws Exception {
        assertThat(offered("export", "prod")).containsExactly("prod-analytics", "prod-orders");
        assertThat(offered("export", "prod-orders", "")).containsExactly("shop", "hr");
        assertThat(offered("export", "--out", "x", "prod-orders", "shop", "it")).containsExactly("items", "it'ems $x");
        assertThat(offered("export", "prod-orders", "shop", "items", "it")).containsExactly("it'ems $x");
        assertThat(offered("preview", "prod-orders", "shop", "items", "")).isEmpty();
    }

    /** What another region, profile or role has must not be typed here. */
    @Test
    void offersTheNamesOfThePlaceThatTheCommandLeadsTo() throws Exception {
        known.at(Map.of("region", "eu-west-1")).replace(List.of(), List.of("euro"));
        known.at(Map.of("awsProfile", "other")).replace(List.of(), List.of("others"));
        assertThat(offered("export", "--region", "eu-west-1", "")).containsExactly("euro");
        assertThat(offered("export", "--region=eu-west-1", "")).containsExactly("euro");
        assertThat(offered("export", "--region", "=", "eu-west-1", "")).containsExactly("euro");
        assertThat(offered("export", "--aws-profile", "other", "")).containsExactly("others");
        assertThat(offered("export", "--region", "eu-west-1", "--aws-profile", "other", ""))
                .isEmpty();
        assertThat(offered("export", "prod")).containsExactly("prod-analytics", "prod-orders");
        known = KnownNames.in(folder, Map.of("AWS_REGION", "eu-west-1"));
        assertThat(offered("export", "")).containsExactly("euro");
        known = KnownNames.in(folder, Map.of("FOURMINDS_RDS_REGION", "eu-west-1", "AWS_REGION", "us-east-1"));
        assertThat(offered("export", "")).containsExactly("euro");
        known = KnownNames.in(folder, Map.of("AWS_PROFILE", "other"));
        assertThat(offered("export", "")).containsExactly("others");
    }

    @Test
    void offersOptionsAndTheirValues() throws Exception {
        assertThat(offered("export", "--o")).containsExactly("--out", "--overwrite");
        assertThat(offered("export", "--format", "")).containsExactly("table", "json", "jsonl", "csv");
        assertThat(offered("export", "--format", "=", "js")).containsExactly("json", "jsonl");
        assertThat(offered("export", "--connection", "w")).containsExactly("work");
        assertThat(offered("remove", "")).containsExactly("work", "home");
        assertThat(offered("export", "--out", ""))
                .as("files are the shell's business")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void printsAScriptThatAsksTheProgram(String shell) {
        Captured captured = new Captured();
        assertThat(new CommandShell(captured.console(), Map.of()).run("completion", shell))
                .isZero();
        assertThat(captured.out()).contains("fourminds-rds", " complete -- ");
    }

    @Test
    void theHiddenCommandPrintsWordAndMeaning() {
        Captured captured = new Captured();
        assertThat(new CommandShell(captured.console(), Map.of()).run("complete", "--", "tabl"))
                .isZero();
        assertThat(captured.out()).startsWith("tables\tList a database's tables");
    }

    @Test
    void bashQuotesWhatItInserts() throws Exception {
        Captured captured = new Captured();
        new CommandShell(captured.console(), Map.of()).run("completion", "bash");
        Path script = Files.writeString(folder.resolve("script"), captured.out() + """
                fourminds-rds() { printf '%s\\n' "it'ems \\$x" "$*"; }
                COMP_WORDS=(fourminds-rds export a ""); COMP_CWORD=3
                _fourminds_rds
                printf '<%s>\\n' "${COMPREPLY[@]}"
                """);
        Process bash = new ProcessBuilder("bash", script.toString()).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(out).isEqualTo("<it\\'ems\\ \\$x>\n<complete\\ --\\ export\\ a\\ >\n");
    }
}
