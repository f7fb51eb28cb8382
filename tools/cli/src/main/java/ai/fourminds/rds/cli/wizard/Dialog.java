package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import ai.fourminds.rds.cli.screen.Key;
import ai.fourminds.rds.cli.screen.Key.Kind;
import ai.fourminds.rds.cli.screen.PickList;
import ai.fourminds.rds.cli.screen.Screen;
import ai.fourminds.rds.cli.screen.TextField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The dialogs of the steps: pick rows, type a line, wait, report a fault. For one thread. */
record Dialog(Screen screen) {
    private static final Set<Kind> ALWAYS_END = EnumSet.of(Kind.ESCAPE, Kind.INTERRUPT, Kind.GONE);
    private static final long POLL_MILLIS = 40;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Lets the user move in the list until a key ends it. */
    <T> Kind pick(Page page, PickList<T> list, Set<Kind> ends, Supplier<Page.Remark> remark, String keys) {
        return until(ends, list::handle, () -> {
            int columns = screen.columns();
            List<String> middle = new ArrayList<>();
            middle.add(search(list, columns));
            middle.addAll(list.lines(columns, Page.innerRows(screen) - 1, screen.colours()));
            page.show(screen, middle, remark.get(), keys);
        });
    }

    /** Shows a page again after each key, until one that the page does not handle ends it. */
    private Kind until(Set<Kind> ends, Predicate<Key> handled, Runnable show) {
        while (true) {
            show.run();
            Key key = screen.key();
            if (!handled.test(key) && (ends.contains(key.kind()) || ALWAYS_END.contains(key.kind()))) {
                return key.kind();
            }
        }
    }

    private static String search(PickList<?> list, int columns) {
        if (!list.searchable()) {
            return "";
        }
        String count = list.wanted().isEmpty()
                ? ""
                : "  (" + Quantity.count(list.foundSize()) + " of " + Quantity.count(list.size()) + ")";
        return Text.fit("Search: " + Text.stable(list.wanted()) + "_" + count, columns);
    }

    /** Lets the user type a line until a key ends it; the page shows the meaning of the line meanwhile. */
    Kind type(
            Page page,
            String question,
            TextField field,
            Set<Kind> ends,
            Function<Integer, List<String>> below,
            String keys) {
        return until(ends, field::handle, () -> {
            int columns = screen.columns();
            List<String> middle = new ArrayList<>();
            middle.add(Text.fit(question, columns));
            middle.add("> " + tail(Text.stable(field.text()), columns - 3) + "_");
            middle.add("");
            middle.addAll(below.apply(columns));
            page.show(screen, middle, Page.Remark.NONE, keys);
        });
    }

    private static String tail(String text, int cells) {
        String shown = text;
        while (Text.width(shown) > cells) {
            shown = shown.substring(shown.offsetByCodePoints(0, 1));
        }
        return shown;
    }

    /**
     * Makes a call on its own thread, and reads keys until it returns. Returns the step that follows its result or its
     * fault; the one before if Esc stops the waiting.
     */
    <T> Step await(
            Page page,
            String what,
            Callable<T> call,
            Function<T, Step> done,
            Function<Fault, Step> failed,
            Step before) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "wizard-call");
        thread.setDaemon(true);
        thread.start();
        long started = System.nanoTime();
        while (!task.isDone()) {
            long seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
            String line = what + " …" + (seconds < 2 ? "" : "  " + seconds + " s");
            page.show(screen, Text.wrapped(line, screen.columns()), Page.Remark.NONE, "esc back   ctrl-c leave");
            Kind key = screen.key(POLL_MILLIS).kind();
            if (ALWAYS_END.contains(key)) {
                task.cancel(true);
                return Ending.Left.orBack(key, before);
            }
        }
        T result;
        try {
            result = task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return failed.apply(Fault.of(cause == null ? e : cause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Ending.Left.by(Kind.INTERRUPT);
        }
        return done.apply(result);
    }

    /** Shows a fault, and waits for one of the keys {@code ends}, or one that ends every page. */
    Kind report(Page page, Fault fault, Set<Kind> ends, String keys) {
        return until(ends, key -> false, () -> page.show(screen, lines(fault), Page.Remark.NONE, keys));
    }

    /** Shows a fault, until Enter leads to the step again or another key back. */
    Step report(Page page, Fault fault, String keys, Step again, Step before) {
        Kind key = report(page, fault, EnumSet.of(Kind.ENTER), keys);
        return key == Kind.ENTER ? again : Ending.Left.orBack(key, before);
    }

    List<String> lines(Fault fault) {
        int columns = screen.columns();
        List<String> lines = new ArrayList<>();
        for (String line : Text.wrapped("Error: " + fault.headline(), columns)) {
            lines.add(Style.BAD.paint(line, screen.colours()));
        }
        for (String text : List.of(fault.detail(), fault.remedy())) {
            if (!text.isEmpty()) {
                lines.add("");
                lines.addAll(Text.wrapped(text, columns));
            }
        }
        return lines;
    }
}
