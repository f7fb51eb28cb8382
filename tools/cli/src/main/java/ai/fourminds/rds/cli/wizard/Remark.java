package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.output.text.Style;

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
