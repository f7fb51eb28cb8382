package ai.fourminds.rds.cli.output.text;

import java.util.function.Function;

/** What people see of each row in one column; prose goes on below where it is too long. Immutable. */
public record Column<T>(
        String title, boolean flushRight, boolean prose, Function<T, String> text, Function<T, Style> style) {}
