package ai.fourminds.rds.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.cli.screen.Key.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PickListTest {
    private static final int WIDTH = 30;
    private final AtomicInteger laidOut = new AtomicInteger();
    private final Listing<String> listing = Listing.<String>empty()
            .column("NAME", name -> {
                laidOut.incrementAndGet();
                return name;
            })
            .figure("LENGTH", name -> String.valueOf(name.length()));

    private PickList<String> many(List<String> rows) {
        return PickList.ofMany(rows, listing.layout(rows), text -> name -> name.contains(text));
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(n -> "table_" + n).toList();
    }

    private static void press(PickList<?> list, Kind... kinds) {
        for (Kind kind : kinds) {
            assertThat(list.handle(Key.of(kind))).isTrue();
        }
    }

    private static void type(PickList<?> list, String text) {
        text.codePoints()
                .forEach(point -> assertThat(list.handle(Key.typed(point))).isTrue());
    }

    @Test
    void laysOutOnlyWhatIsInViewHoweverManyRowsThereAre() {
        PickList<String> list = many(numbered(10_000));
        laidOut.set(0);
        for (Kind kind : List.of(Kind.END, Kind.HOME, Kind.PAGE_DOWN, Kind.DOWN)) {
            press(list, kind);
            assertThat(list.lines(WIDTH, 20, false)).hasSize(20);
        }
        type(list, "99");
        list.lines(WIDTH, 20, false);
        assertThat(laidOut).hasValueLessThanOrEqualTo(5 * 19);
        assertThat(list.foundSize()).isEqualTo(280);
    }

    @Test
    void staysInsideItsRowsAndKeepsTheCursorInView() {
        PickList<String> list = many(numbered(100));
        list.lines(WIDTH, 11, false);
        press(list, Kind.UP);
        assertThat(list.current()).hasValue("table_0");
        press(list, Kind.PAGE_DOWN, Kind.PAGE_DOWN);
        assertThat(list.current()).hasValue("table_20");
        assertThat(list.lines(WIDTH, 11, false)).anyMatch(line -> line.startsWith("> [ ] table_20"));
        press(list, Kind.END, Kind.DOWN);
        assertThat(list.current()).hasValue("table_99");
        assertThat(list.lines(WIDTH, 11, false)).last().asString().startsWith("> [ ] table_99");
        press(list, Kind.HOME);
        assertThat(list.lines(WIDTH, 11, false)).element(1).asString().startsWith("> [ ] table_0");
    }

    @Test
    void searchesAsOneTypesAndFindsTheRowAgainAfterwards() {
        PickList<String> list = many(numbered(100));
        type(list, "42");
        assertThat(list.current()).hasValue("table_42");
        type(list, "x");
        assertThat(list.current()).isEmpty();
        assertThat(list.lines(WIDTH, 5, false)).last().asString().contains("Nothing matches '42x'.");
        press(list, Kind.BACKSPACE);
        assertThat(list.current()).hasValue("table_42");
        press(list, Kind.ESCAPE);
        assertThat(list.current()).hasValue("table_42");
        assertThat(list.foundSize()).isEqualTo(100);
        assertThat(list.handle(Key.of(Kind.ESCAPE))).isFalse();
    }

    @Test
    void keepsTicksThroughSearchesAndTicksAllThatAreFound() {
        PickList<String> list = many(numbered(100));
        type(list, " ");
        type(list, "_9");
        press(list, Kind.TAB);
        assertThat(list.ticked()).hasSize(12).startsWith("table_0", "table_9", "table_90");
        press(list, Kind.TAB);
        press(list, Kind.CLEAR);
        assertThat(list.ticked()).containsExactly("table_0");
    }

    @Test
    void showsHostileNamesHarmlessAndAligned() {
        List<String> rows =
                List.of("a\nb\u001B[31m", "שלום", "📦📦", "👨\u200D👩\u200D👧", "x".repeat(300), "\u202Eevil");
        PickList<String> list = many(rows);
        List<String> lines = list.lines(WIDTH, 20, false);
        assertThat(lines).allMatch(line -> Text.width(line) == WIDTH);
        assertThat(String.join("", lines)).doesNotContain("\u001B", "\n", "\u202E", "\u200D");
        assertThat(lines.get(2)).contains("\u200Eשלום\u200E");
    }

    @Test
    void scrollsAmongColumnsWhereRowsAreOnlyLookedAt() {
        List<String> rows = List.of("a");
        PickList<String> list = PickList.toLookAt(rows, listing.layout(rows));
        assertThat(list.handle(Key.typed('x'))).isFalse();
        press(list, Kind.RIGHT, Kind.RIGHT);
        assertThat(list.lines(WIDTH, 5, false).get(0)).isEqualTo("  LENGTH");
        press(list, Kind.LEFT);
        assertThat(list.lines(WIDTH, 5, false).get(0)).isEqualTo("  NAME  LENGTH");
        assertThat(list.handle(Key.of(Kind.LEFT))).isFalse();
    }
}
