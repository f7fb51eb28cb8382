package ai.fourminds.rds.cli.command;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;

/**
 * The list of commands on the first help page, of commands that this run has not made. Not a lambda: where there is one,
 * the interface and all of picocli's own renderers are left out of the class-data archive. Stateless.
 */
final class RootHelp implements IHelpSectionRenderer {
    private static final int INDENT = 2;

    @Override
    public String render(Help help) {
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
        return "Commands:" + System.lineSeparator() + table;
    }
}
