package ai.fourminds.rds.cli.command;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** The list of commands on the first help page, of commands that this run has not made. Stateless. */
final class RootHelp {
    private static final int INDENT = 2;

    private RootHelp() {}

    static String commands(Help help) {
        List<Announcement> shown =
                Commands.ALL.stream().filter(command -> !command.hidden()).toList();
        int longest = shown.stream()
                .mapToInt(command -> command.name().length())
                .max()
                .orElse(0);
        int names = longest + INDENT;
        int width = help.commandSpec().usageMessage().width();
        TextTable table = TextTable.forColumns(
                help.colorScheme(),
                new Column(names, INDENT, Overflow.SPAN),
                new Column(width - names, INDENT, Overflow.WRAP));
        table.setAdjustLineBreaksForWideCJKCharacters(
                help.commandSpec().usageMessage().adjustLineBreaksForWideCJKCharacters());
        for (Announcement command : shown) {
            table.addRowValues(
                    help.colorScheme().commandText(command.name()),
                    help.colorScheme().text(command.description().get(0)));
        }
        return table.toString();
    }
}
