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
    private static final String PRODUCT = "Fourminds RDS  ";
    // The heading, a blank line, and at the bottom the remark and the keys.
    private static final int FRAME = 4;

    /** Returns the number of lines inside the frame. */
    static int room(Screen screen) {
        return screen.rows() - FRAME;
    }

    /** Shows these lines inside the frame. */
    void show(Screen screen, List<String> middle, Remark remark, String keys) {
        int columns = screen.columns();
        int room = room(screen);
        boolean colours = screen.colours();
        List<String> lines = new ArrayList<>(screen.rows());
        lines.add(heading(columns, colours));
        lines.add("");
        lines.addAll(middle.subList(0, Math.min(room, middle.size())));
        while (lines.size() < screen.rows() - 2) {
            lines.add("");
        }
        lines.add(remark.style().paint(Text.fit(Text.settled(remark.text()), columns), colours));
        lines.add(Style.DIM.paint(Text.fit(keys, columns), colours));
        screen.show(lines);
    }

    private String heading(int columns, boolean colours) {
        String left = Text.fit(PRODUCT + title, columns);
        int room = columns - Text.width(left) - 2;
        if (place.isEmpty() || room < 4) {
            return Style.BOLD.paint(left, colours);
        }
        String right = Text.fit(Text.settled(place), room);
        String space = " ".repeat(columns - Text.width(left) - Text.width(right));
        return Style.BOLD.paint(left, colours) + space + right;
    }
}
