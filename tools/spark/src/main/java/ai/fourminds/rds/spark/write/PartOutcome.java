package ai.fourminds.rds.spark.write;

/** What came of one part of a table. */
public sealed interface PartOutcome {

    /** The outcome as it travels. */
    String[] words();

    /** The outcome that came as these words. */
    static PartOutcome of(String[] words) {
        return words.length == 1
                ? new Failed(words[0])
                : new Written(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
    }

    /**
     * A file.
     *
     * @param file its name in the folder that it was written to
     * @param rows data rows in it
     * @param bytes its size
     * @param sha256 of the file, in lower-case hex
     */
    record Written(String file, long rows, long bytes, String sha256) implements PartOutcome {
        @Override
        public String[] words() {
            return new String[] {file, String.valueOf(rows), String.valueOf(bytes), sha256};
        }
    }

    /** No file. */
    record Failed(String error) implements PartOutcome {
        @Override
        public String[] words() {
            return new String[] {error};
        }
    }
}
