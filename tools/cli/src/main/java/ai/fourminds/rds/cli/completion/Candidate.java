package ai.fourminds.rds.cli.completion;

/**
 * A completion for the word under the cursor. Immutable.
 *
 * @param word the whole word
 * @param meaning a short description; may be empty
 */
public record Candidate(String word, String meaning) {

    /** A candidate without a description. */
    static Candidate of(String word) {
        return new Candidate(word, "");
    }

    /** Whether it fits in one line, as shells require; a name with control characters does not. */
    boolean fitsInALine() {
        return word.codePoints().noneMatch(Character::isISOControl);
    }
}
