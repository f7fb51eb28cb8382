package ai.fourminds.rds.cli.output.text;

import java.util.function.Function;

/** A column of a listing for people; prose wraps to further lines. Immutable. */
public record Column<T>(
        String title, boolean flushRight, boolean prose, Function<T, String> text, Function<T, Style> style) {}
