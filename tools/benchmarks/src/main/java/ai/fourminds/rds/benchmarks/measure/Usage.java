package ai.fourminds.rds.benchmarks.measure;

/**
 * The resources of one run. Immutable.
 *
 * @param seconds elapsed time
 * @param cpu processor time
 * @param peakKib the command's peak resident memory
 */
record Usage(double seconds, Cpu cpu, long peakKib) {}
