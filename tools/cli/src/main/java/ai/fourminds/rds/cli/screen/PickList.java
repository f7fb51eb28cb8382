package ai.fourminds.rds.cli.screen;

import ai.fourminds.rds.cli.output.text.Layout;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A list in which the user moves, searches by typing and, if allowed, ticks rows. Lays out only the visible rows. For
 * one thread.
 *
 * @param <T> the type of a row
 */
public final class PickList<T> {
    private static final String MARK = "> ";
    private static final String NO_MARK = "  ";
    private static final String TICK = "[x] ";
    private static final String NO_TICK = "[ ] ";

    private final List<T> rows;
    private final Layout<T> layout;
    private final Function<String, Predicate<T>> search;
    private final boolean searchable;
    private final boolean tickable;
    private final BitSet ticks = new BitSet();
    private final TextField wanted = new TextField("");
    private int[] found;
    private int at;
    private int top;
    private int page = 1;
    private int firstColumn;

    private PickList(
            List<T> rows,
            Layout<T> layout,
            Function<String, Predicate<T>> search,
            boolean searchable,
            boolean tickable) {
        this.rows = List.copyOf(rows);
        this.layout = layout;
        this.search = search;
        this.searchable = searchable;
        this.tickable = tickable;
        this.found = IntStream.range(0, rows.size()).toArray();
    }

    /** Returns a list in which one row is picked. */
    public static <T> PickList<T> ofOne(List<T> rows, Layout<T> layout, Function<String, Predicate<T>> search) {
        return new PickList<>(rows, layout, search, true, false);
    }

    /** Returns a list in which any number of rows is ticked. */
    public static <T> PickList<T> ofMany(List<T> rows, Layout<T> layout, Function<String, Predicate<T>> search) {
        return new PickList<>(rows, layout, search, true, true);
    }

    /** Returns a list for viewing; left and right scroll the columns. */
    public static <T> PickList<T> toLookAt(List<T> rows, Layout<T> layout) {
        return new PickList<>(rows, layout, text -> row -> true, false, false);
    }

    /** Handles a key; returns false for an unsupported key. */
    public boolean handle(Key key) {
        return moves(key.kind())
                || (searchable && searches(key))
                || (tickable && ticks(key))
                || (!searchable && scrolls(key.kind()));
    }

    /** Returns the row under the cursor. */
    public Optional<T> current() {
        return found.length == 0 ? Optional.empty() : Optional.of(rows.get(found[at]));
    }

    /** Returns the ticked rows, visible or not, in their order. */
    public List<T> ticked() {
        return ticks.stream().mapToObj(rows::get).toList();
    }

    public boolean searchable() {
        return searchable;
    }

    /** Returns the search text; may be empty. */
    public String wanted() {
        return wanted.text();
    }

    public int size() {
        return rows.size();
    }

    /** Returns the number of rows that match the search. */
    public int foundSize() {
        return found.length;
    }

    /** Returns the titles and the visible rows, which include the current one. */
    public List<String> lines(int columns, int height, boolean colours) {
        page = Math.max(1, height - 1);
        top = Math.max(Math.max(0, at - page + 1), Math.min(top, at));
        top = Math.max(0, Math.min(top, found.length - page));
        int margin = NO_MARK.length() + (tickable ? NO_TICK.length() : 0);
        Layout<T> fitted = layout.from(firstColumn).within(columns - margin);
        List<String> lines = new ArrayList<>(height);
        lines.add(" ".repeat(margin) + fitted.titles(colours));
        for (int row = top; row < Math.min(found.length, top + page); row++) {
            lines.add(line(fitted, row, colours));
        }
        if (found.length == 0) {
            lines.add(NO_MARK + Style.DIM.paint(nothing(columns - NO_MARK.length()), colours));
        }
        return lines;
    }

    private String nothing(int cells) {
        return Text.fit(rows.isEmpty() ? "Nothing here." : "Nothing matches '" + Text.stable(wanted()) + "'.", cells);
    }

    private String line(Layout<T> fitted, int row, boolean colours) {
        T shown = rows.get(found[row]);
        String tick = !tickable ? "" : ticks.get(found[row]) ? TICK : NO_TICK;
        return row == at
                ? Style.CODE.paint(MARK, colours) + tick + fitted.chosen(shown, colours)
                : NO_MARK + tick + fitted.line(shown, colours);
    }

    private boolean moves(Key.Kind kind) {
        int to = switch (kind) {
            case UP -> at - 1;
            case DOWN -> at + 1;
            case PAGE_UP -> at - page;
            case PAGE_DOWN -> at + page;
            case HOME -> 0;
            case END -> found.length - 1;
            default -> Integer.MIN_VALUE;
        };
        if (to == Integer.MIN_VALUE) {
            return false;
        }
        at = Math.max(0, Math.min(to, found.length - 1));
        return true;
    }

    private boolean searches(Key key) {
        boolean clears = key.is(Key.Kind.ESCAPE) && !wanted().isEmpty();
        boolean ticking = tickable && key.text().equals(" ");
        if (ticking || !wanted.handle(clears ? Key.of(Key.Kind.CLEAR) : key)) {
            return false;
        }
        int before = found.length == 0 ? 0 : found[at];
        Predicate<T> matches = wanted().isEmpty() ? row -> true : search.apply(wanted());
        found = IntStream.range(0, rows.size())
                .filter(row -> matches.test(rows.get(row)))
                .toArray();
        // The cursor stays on its row while that matches.
        at = Math.max(Arrays.binarySearch(found, before), 0);
        return true;
    }

    private boolean ticks(Key key) {
        if (key.is(Key.Kind.TAB)) {
            boolean all = IntStream.of(found).allMatch(ticks::get);
            IntStream.of(found).forEach(row -> ticks.set(row, !all));
            return true;
        }
        if (!key.text().equals(" ")) {
            return false;
        }
        if (found.length > 0) {
            ticks.flip(found[at]);
            at = Math.min(at + 1, found.length - 1);
        }
        return true;
    }

    private boolean scrolls(Key.Kind kind) {
        if (kind == Key.Kind.RIGHT) {
            firstColumn = Math.max(0, Math.min(firstColumn + 1, layout.size() - 1));
            return true;
        }
        if (kind == Key.Kind.LEFT && firstColumn > 0) {
            firstColumn--;
            return true;
        }
        return false;
    }
}
