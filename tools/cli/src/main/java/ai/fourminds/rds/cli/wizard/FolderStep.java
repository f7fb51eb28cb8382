package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.TypedPath;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.TextField;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the folder, and whether to export all rows. For one thread. */
final class FolderStep implements Step {
    private static final String TITLE = "Export";
    private static final String SAFE_IN_A_PATH = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private final Step before;
    private final Source source;
    private final List<TableInfo> tables;
    private final boolean all;
    private final TextField folder;
    private boolean allRows;
    private @Nullable Fault fault;

    FolderStep(Step before, Source source, List<TableInfo> tables, boolean all) {
        this.before = before;
        this.source = source;
        this.tables = List.copyOf(tables);
        this.all = all;
        this.folder = new TextField(source.database().matches(SAFE_IN_A_PATH) ? source.database() : "export");
    }

    @Override
    public Step next(Dialog dialog) {
        Kind key = dialog.type(
                new Page(TITLE, source.place()),
                "Folder for " + TablesStep.ticked(tables) + ":",
                folder,
                EnumSet.of(Kind.ENTER, Kind.TAB),
                columns -> below(dialog, columns),
                "enter export   tab all rows or not   esc back");
        return switch (key) {
            case TAB -> {
                allRows = !allRows;
                yield this;
            }
            case ENTER -> prepared() ? new Ending.Decided(words()) : this;
            default -> Ending.Left.orBack(key, before);
        };
    }

    private List<String> below(Dialog dialog, int columns) {
        List<String> lines = new ArrayList<>(Text.wrapped(
                allRows ? "All rows of each table." : "At most 50,000 rows of each table; tab for all.", columns));
        if (fault != null) {
            lines.add("");
            lines.addAll(dialog.lines(fault));
        }
        return lines;
    }

    private boolean prepared() {
        fault = null;
        try {
            ExportFolder.prepare(TypedPath.folder(folder.text()), ExistingFiles.REFUSE);
        } catch (CommandFailure | IOException refused) {
            // The fault's own remedy names options of the command.
            fault = Fault.usage("folder-refused", Fault.of(refused).headline(), "Type the name of another folder.");
        }
        return fault == null;
    }

    /** Returns the options, then {@code --}, then the tables, one of which could be called {@code --all}. */
    private List<String> words() {
        List<String> words = new ArrayList<>(source.options());
        words.addAll(List.of("--out", TypedPath.of(folder.text()).toString()));
        if (allRows) {
            words.addAll(List.of("--max-rows", "0"));
        }
        if (all) {
            words.add("--all");
        }
        List<String> names = new ArrayList<>(List.of(source.instance(), source.database()));
        if (!all) {
            tables.forEach(table -> names.add(table.name().qualified()));
        }
        if (names.stream().anyMatch(name -> name.startsWith("-"))) {
            words.add("--");
        }
        words.addAll(names);
        return words;
    }
}
