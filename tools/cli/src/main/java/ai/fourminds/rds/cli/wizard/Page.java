package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.cli.screen.Screen;
import java.util.ArrayList;
import java.util.List;

/**
 * The frame of a step: its title and the picked instance at the top, a remark and the keys at the bottom. Immutable.
 *
 * @param title the step's title
 * @param place the picked instance and database, so far
 */
record Page(String title, String place) {
    /** The line above the keys. Immutable. */
    record Remark(Style style, String text) {
        static final Remark NONE = of("");

        static Remark of(String text) {
            return new Remark(Style.PLAIN, text);
        }

        static Remark warning(String text) {
            return new Remark(Style.WARNING, text);
        }
    }

    private static final String PRODUCT = "Fourminds RDS  ";
    // The heading, a blank line, and at the bottom the remark and the keys.
    private static final int FRAME = 4;

    /** Returns the number of lines inside the frame. */
    static int innerRows(Screen screen) {
        return screen.rows() - FRAME;
    }

    void show(Screen screen, List<String> middle, Remark remark, String keys) {
        int columns = screen.columns();
        boolean colours = screen.colours();
        List<String> lines = new ArrayList<>(screen.rows());
        lines.add(heading(columns, colours));
        lines.add("");
        lines.addAll(middle.subList(0, Math.min(innerRows(screen), middle.size())));
        while (lines.size() < screen.rows() - 2) {
            lines.add("");
        }
        lines.add(remark.style().paint(Text.fit(Text.stable(remark.text()), columns), colours));
        lines.add(Style.DIM.paint(Text.fit(keys, columns), colours));
        screen.show(lines);
    }

    private String heading(int columns, boolean colours) {
        String left = Text.fit(PRODUCT + title, columns);
        int free = columns - Text.width(left) - 2;
        if (place.isEmpty() || free < 4) {
            return Style.BOLD.paint(left, colours);
        }
        String right = Text.fit(Text.stable(place), free);
        String space = " ".repeat(columns - Text.width(left) - Text.width(right));
        return Style.BOLD.paint(left, colours) + space + right;
    }
}
