package ai.fourminds.rds.spark.write;

/** The outcome of one part of a table. */
public sealed interface PartOutcome {

    /** Returns the outcome as strings, for serialization. */
    String[] words();

    /** Returns the outcome that these strings stand for. */
    static PartOutcome of(String[] words) {
        return words.length == 1
                ? new Failed(words[0])
                : new Written(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
    }

    /**
     * A complete file.
     *
     * @param file its name in the folder
     * @param rows data rows in it
     * @param bytes its size
     * @param sha256 the file's, in lower-case hex
     */
    record Written(String file, long rows, long bytes, String sha256) implements PartOutcome {
        @Override
        public String[] words() {
            return new String[] {file, String.valueOf(rows), String.valueOf(bytes), sha256};
        }
    }

    /** A failure, without a file. */
    record Failed(String error) implements PartOutcome {
        @Override
        public String[] words() {
            return new String[] {error};
        }
    }
}
