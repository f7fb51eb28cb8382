package ai.fourminds.rds.cli.output;

import java.util.function.Function;

/** What people see of each row in one column. Immutable. */
record Column<T>(String title, boolean flushRight, Function<T, String> text, Function<T, Style> style) {}
