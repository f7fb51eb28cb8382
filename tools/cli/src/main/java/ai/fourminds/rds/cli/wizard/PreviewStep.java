package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.view.PreviewPage;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the first rows of one table. Immutable. */
record PreviewStep(Step before, Source source, TableName table) implements Step {
    private static final int ROWS = 50;

    @Override
    public Step next(Dialog dialog) {
        Page page = new Page("Preview of " + table.qualified(), source.place());
        return dialog.await(
                page,
                "Reading the first rows of " + table.qualified(),
                () -> source.ask(catalogue -> catalogue.preview(table, ROWS)),
                preview -> looking(dialog, page, preview),
                fault -> dialog.report(page, fault, "enter try again   esc back", this, before),
                before);
    }

    private Step looking(Dialog dialog, Page page, Preview preview) {
        PickList<List<@Nullable String>> rows =
                PickList.toLookAt(preview.rows(), PreviewPage.listing(preview).layout(preview.rows()));
        String left = preview.dropped().isEmpty()
                ? ""
                : "; " + Quantity.of(preview.dropped().size(), "binary column") + " left out";
        Page.Remark remark =
                Page.Remark.of("First " + Quantity.of(preview.rows().size(), "row") + left);
        Kind key = dialog.pick(
                page,
                rows,
                EnumSet.of(Kind.ENTER, Kind.LEFT),
                () -> remark,
                "\u2191 \u2193 rows   \u2190 \u2192 columns   esc back");
        return key == Kind.INTERRUPT || key == Kind.GONE ? Ending.Left.by(key) : before;
    }
}
