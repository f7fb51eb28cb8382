package ai.fourminds.rds.cli.output.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The columns of a listing with their widths; only prose takes several lines. Immutable.
 *
 * @param <T> the type of a row
 */
public final class Layout<T> {
    /** A column for people; prose wraps to further lines. */
    public record Column<T>(
            String title, boolean flushRight, boolean prose, Function<T, String> text, Function<T, Style> style) {}

    private static final String GAP = "  ";
    private static final String MORE = " …";
    // Columns on the right are dropped before the others become narrower than this.
    private static final int LEAST = 12;
    // The others shrink to this before the first is cut, since names often differ at their end.
    private static final int TIGHT = 10;

    private final List<Column<T>> columns;
    private final UnaryOperator<String> shown;
    private final int[] natural;
    private final int[] widths;

    private Layout(List<Column<T>> columns, UnaryOperator<String> shown, int[] natural, int[] widths) {
        this.columns = columns;
        this.shown = shown;
        this.natural = natural;
        this.widths = widths;
    }

    /** Returns columns as wide as their widest cells. */
    public static <T> Layout<T> natural(List<Column<T>> columns, List<T> rows, UnaryOperator<String> shown) {
        int[] natural =
                columns.stream().mapToInt(column -> Text.width(column.title())).toArray();
        for (T row : rows) {
            for (int at = 0; at < natural.length; at++) {
                String text = shown.apply(columns.get(at).text().apply(row));
                natural[at] = Math.max(natural[at], Text.width(text));
            }
        }
        return new Layout<>(List.copyOf(columns), shown, natural, natural);
    }

    /** Returns the layout for a width in cells: cuts long texts but no numbers, and drops columns that do not fit. */
    public Layout<T> within(int cells) {
        if (sum(natural) <= cells) {
            return new Layout<>(columns, shown, natural, natural);
        }
        int kept = columns.size();
        while (kept > 1 && sum(capped(kept, LEAST)) > free(kept, cells)) {
            kept--;
        }
        int free = free(kept, cells);
        // The first column identifies a row, so the others are shortened first.
        int first = Math.max(1, Math.min(natural[0], free - (sum(capped(kept, TIGHT)) - Math.min(natural[0], TIGHT))));
        int cap = Math.max(1, cells);
        int[] fitted = fitted(kept, first, cap);
        while (cap > 1 && sum(fitted) > free) {
            cap--;
            fitted = fitted(kept, first, cap);
        }
        return new Layout<>(columns, shown, natural, fitted);
    }

    private int[] fitted(int kept, int first, int cap) {
        int[] fitted = capped(kept, cap);
        fitted[0] = Math.max(fitted[0], first);
        return fitted;
    }

    /** Returns the layout without the columns before this one. */
    public Layout<T> from(int first) {
        int[] rest = Arrays.copyOfRange(natural, first, natural.length);
        return new Layout<>(columns.subList(first, columns.size()), shown, rest, rest);
    }

    public int size() {
        return columns.size();
    }

    public String titles(boolean colours) {
        List<String> cells =
                columns.stream().limit(widths.length).map(Column::title).toList();
        String more = widths.length < columns.size() ? MORE : "";
        return Style.BOLD.paint(line(cells, false, false, List.of()) + more, colours);
    }

    public String line(T row, boolean colours) {
        return line(texts(row), false, colours, styles(row));
    }

    /** Returns one row as a line, followed by the lines that its prose needs. */
    public List<String> lines(T row, boolean colours) {
        List<String> texts = new ArrayList<>(texts(row));
        int last = texts.size() - 1;
        List<String> pieces =
                columns.get(last).prose() ? Text.wrapped(texts.get(last), widths[last]) : List.of(texts.get(last));
        if (pieces.size() < 2) {
            return List.of(line(row, colours));
        }
        texts.set(last, pieces.get(0));
        List<String> lines = new ArrayList<>();
        lines.add(line(texts, false, colours, styles(row)));
        String indent = " ".repeat(sum(widths) - widths[last]);
        pieces.stream().skip(1).forEach(piece -> lines.add(indent + piece));
        return lines;
    }

    /** Returns one row as a line, highlighted as the current one. */
    public String chosen(T row, boolean colours) {
        return line(texts(row), true, colours, styles(row));
    }

    private List<String> texts(T row) {
        return columns.stream()
                .limit(widths.length)
                .map(column -> shown.apply(column.text().apply(row)))
                .toList();
    }

    private List<Style> styles(T row) {
        return columns.stream()
                .limit(widths.length)
                .map(column -> column.style().apply(row))
                .toList();
    }

    private String line(List<String> texts, boolean chosen, boolean colours, List<Style> styles) {
        List<String> padded = new ArrayList<>(texts.size());
        for (int at = 0; at < texts.size(); at++) {
            boolean last = at == texts.size() - 1;
            boolean flushRight = columns.get(at).flushRight();
            String cell = Text.fit(texts.get(at), widths[at]);
            String space = last && !flushRight ? "" : " ".repeat(Math.max(0, widths[at] - Text.width(cell)));
            String painted = styles.isEmpty() ? cell : paint(styles.get(at), cell, chosen, colours);
            String around = paint(Style.PLAIN, space, chosen, colours);
            padded.add(flushRight ? around + painted : painted + around);
        }
        return String.join(paint(Style.PLAIN, GAP, chosen, colours), padded);
    }

    private static String paint(Style style, String text, boolean chosen, boolean colours) {
        return chosen ? style.paintChosen(text, colours) : style.paint(text, colours);
    }

    private int[] capped(int kept, int cap) {
        return IntStream.range(0, kept)
                .map(at -> columns.get(at).flushRight() ? natural[at] : Math.min(natural[at], cap))
                .toArray();
    }

    private int free(int kept, int cells) {
        return kept < columns.size() ? cells - MORE.length() : cells;
    }

    private static int sum(int[] widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1);
    }
}
