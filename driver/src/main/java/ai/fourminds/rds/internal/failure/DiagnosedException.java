package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Builds the JDK's exception classes with a {@link Diagnosis} in each, by {@link #of} only. Immutable. */
final class DiagnosedException {

    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*|\\t");
    // Including the marks that change the direction of text.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    private DiagnosedException() {}

    static SQLException of(FailureCode code, String headline, String detail, String remedy) {
        return of(code, headline, detail, remedy, null);
    }

    static SQLException of(FailureCode code, String headline, String detail, String remedy, @Nullable Throwable cause) {
        return of(new Diagnosis(code, oneLine(headline), oneLine(detail), oneLine(remedy)), cause);
    }

    static SQLException of(Diagnosis diagnosis, @Nullable Throwable cause) {
        FailureCode code = diagnosis.failure();
        return switch (code.sqlState().substring(0, 2)) {
            case "0A" -> new NotSupported(diagnosis, cause);
            case "28" -> new Authorization(diagnosis, cause);
            default -> code.isTransient() ? new Transient(diagnosis, cause) : new NonTransient(diagnosis, cause);
        };
    }

    /** Replaces an exception; keeps its cause and suppressed exceptions. */
    static SQLException again(Diagnosis diagnosis, Throwable other) {
        SQLException again = of(diagnosis, other.getCause());
        for (Throwable suppressed : other.getSuppressed()) {
            again.addSuppressed(suppressed);
        }
        return again;
    }

    /**
     * Replaces line breaks and control characters, which servers, parsers and hostile names bring: a log entry stays
     * one line, and a terminal keeps its state.
     */
    private static String oneLine(String text) {
        String line = LINE_BREAK.matcher(text.strip()).replaceAll(" ");
        return CONTROL.matcher(line)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** Adds a full stop unless the text already ends a sentence. */
    static String sentence(String words) {
        String stripped = words.strip();
        return stripped.endsWith(".") || stripped.endsWith("?") ? stripped : stripped + ".";
    }

    private static final class NonTransient extends SQLNonTransientConnectionException implements RdsFailure {
        private static final long serialVersionUID = 1L;
        private final transient Diagnosis diagnosis;

        NonTransient(Diagnosis diagnosis, @Nullable Throwable cause) {
            super(diagnosis.message(), diagnosis.failure().sqlState(), cause);
            this.diagnosis = diagnosis;
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }
    }

    private static final class Transient extends SQLTransientConnectionException implements RdsFailure {
        private static final long serialVersionUID = 1L;
        private final transient Diagnosis diagnosis;

        Transient(Diagnosis diagnosis, @Nullable Throwable cause) {
            super(diagnosis.message(), diagnosis.failure().sqlState(), cause);
            this.diagnosis = diagnosis;
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }
    }

    private static final class Authorization extends SQLInvalidAuthorizationSpecException implements RdsFailure {
        private static final long serialVersionUID = 1L;
        private final transient Diagnosis diagnosis;

        Authorization(Diagnosis diagnosis, @Nullable Throwable cause) {
            super(diagnosis.message(), diagnosis.failure().sqlState(), cause);
            this.diagnosis = diagnosis;
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }
    }

    private static final class NotSupported extends SQLFeatureNotSupportedException implements RdsFailure {
        private static final long serialVersionUID = 1L;
        private final transient Diagnosis diagnosis;

        NotSupported(Diagnosis diagnosis, @Nullable Throwable cause) {
            super(diagnosis.message(), diagnosis.failure().sqlState(), cause);
            this.diagnosis = diagnosis;
        }

        @Override
        public Diagnosis diagnosis() {
            return diagnosis;
        }
    }
}
