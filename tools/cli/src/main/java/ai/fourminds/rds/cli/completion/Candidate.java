package ai.fourminds.rds.cli.completion;

/**
 * Something that the word under the cursor may become. Immutable.
 *
 * @param word the whole word
 * @param meaning what it means, in a few words; may be empty
 */
public record Candidate(String word, String meaning) {

    /** Names of others: they mean themselves. */
    static Candidate of(String word) {
        return new Candidate(word, "");
    }

    /** Whether it fits in a line, as shells want it; a name with a control character in it does not. */
    boolean fitsInALine() {
        return word.codePoints().noneMatch(Character::isISOControl);
    }
}
