package ai.fourminds.rds.benchmarks;

import java.util.List;

/** What follows a benchmark's name: engines first, then numbers; each may be left out from the right. Immutable. */
record Arguments(List<String> words) {

    Arguments {
        words = List.copyOf(words);
    }

    List<Engine> engines() {
        return Engine.named(words.isEmpty() ? "all" : words.get(0));
    }

    int number(int index, int otherwise) {
        return index < words.size() ? Integer.parseInt(words.get(index)) : otherwise;
    }
}
