package ai.fourminds.rds.benchmarks.measure;

/**
 * What one run took. Immutable.
 *
 * @param seconds by the clock
 * @param cpu by the processors
 * @param peakKib the most memory the command had resident
 */
record Usage(double seconds, Cpu cpu, long peakKib) {}
