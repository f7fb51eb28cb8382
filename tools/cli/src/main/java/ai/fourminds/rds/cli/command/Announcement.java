package ai.fourminds.rds.cli.command;

import java.util.List;

/**
 * What help pages and completion say of a command that need not be made for that. Immutable.
 *
 * @param hidden not on the help page
 * @param description sentences, each a paragraph; the first alone is shown among other commands
 * @param below the commands of a group
 */
record Announcement(String name, boolean hidden, List<String> description, List<Announcement> below) {

    Announcement {
        description = List.copyOf(description);
        below = List.copyOf(below);
    }

    static Announcement command(String name, String... description) {
        return new Announcement(name, false, List.of(description), List.of());
    }

    static Announcement hidden(String name, String description) {
        return new Announcement(name, true, List.of(description), List.of());
    }

    static Announcement group(String name, String description, Announcement... below) {
        return new Announcement(name, false, List.of(description), List.of(below));
    }

    String[] paragraphs() {
        return description.toArray(String[]::new);
    }
}
