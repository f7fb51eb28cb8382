package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.view.Listings;
import ai.fourminds.rds.export.NameFilter;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lets the user tick tables. For one thread. */
final class TablesStep implements Step {
    private static final String TITLE = "4/4 Tick tables";
    private static final String AGAIN = "enter try again   esc other database";

    private final Step before;
    private final Source source;
    private @Nullable PickList<TableInfo> list;
    private boolean nothingTicked;

    TablesStep(Step before, Source source) {
        this.before = before;
        this.source = source;
    }

    @Override
    public Step next(Dialog dialog) {
        return list == null ? listing(dialog) : ticking(dialog, list);
    }

    private Step listing(Dialog dialog) {
        Page page = new Page(TITLE, source.place());
        return dialog.await(
                page,
                "Listing the tables of " + source.database(),
                () -> source.ask(Catalogue::tables),
                tables -> tables.isEmpty() ? dialog.report(page, none(), AGAIN, this, before) : listed(tables),
                fault -> dialog.report(page, fault, AGAIN, this, before),
                before);
    }

    private Step listed(List<TableInfo> tables) {
        list = PickList.ofMany(tables, Listings.TABLES.layout(tables), TablesStep::search);
        return this;
    }

    private Step ticking(Dialog dialog, PickList<TableInfo> tables) {
        Kind key = dialog.pick(
                new Page(TITLE, source.place()),
                tables,
                EnumSet.of(Kind.ENTER, Kind.RIGHT),
                () -> remark(tables),
                "space tick   enter go on   tab all/none   \u2192 preview   type to search   esc back");
        nothingTicked = false;
        return switch (key) {
            case RIGHT ->
                tables.current()
                        .<Step>map(table -> new PreviewStep(this, source, table.name()))
                        .orElse(this);
            case ENTER -> {
                List<TableInfo> ticked = tables.ticked();
                nothingTicked = ticked.isEmpty();
                yield nothingTicked ? this : new FolderStep(this, source, ticked, ticked.size() == tables.size());
            }
            default -> Ending.Left.orBack(key, before);
        };
    }

    private Page.Remark remark(PickList<TableInfo> tables) {
        List<TableInfo> ticked = tables.ticked();
        if (ticked.isEmpty()) {
            return nothingTicked
                    ? Page.Remark.warning("No table is ticked yet: space ticks the one under the cursor.")
                    : Page.Remark.of(Quantity.of(tables.size(), "table"));
        }
        nothingTicked = false;
        return Page.Remark.of(ticked(ticked) + " of " + Quantity.count(tables.size()) + " ticked");
    }

    /** Returns number, rows and size of the ticked tables. */
    static String ticked(List<TableInfo> ticked) {
        long rows = ticked.stream().mapToLong(TableInfo::estimatedRows).sum();
        long bytes = ticked.stream().mapToLong(TableInfo::sizeBytes).sum();
        return Quantity.of(ticked.size(), "table") + " (about " + Quantity.of(rows, "row") + ", "
                + Quantity.bytes(bytes) + ")";
    }

    private static Predicate<TableInfo> search(String text) {
        NameFilter filter = NameFilter.of(text);
        return table -> filter.matches(table.name().qualified());
    }

    private Fault none() {
        return new Fault(
                ExitCode.OK,
                "no-tables",
                "Tables list is empty: " + source.database() + " has no base tables, or the user lacks SELECT on"
                        + " information_schema / pg_stat_user_tables.",
                "",
                "Grant the database user SELECT on the tables it is to export, then try again.");
    }
}
