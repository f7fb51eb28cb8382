package ai.fourminds.rds.failure;

import java.util.Objects;

/**
 * A failure, explained. Holds no secret.
 *
 * @param code stable name in lower case with hyphens: {@code iam-authentication-off}
 * @param kind where in the chain it lies
 * @param headline what failed, on which instance, in one sentence
 * @param detail the facts known: caller, endpoint, user, region; may be empty
 * @param remedy what to type or change next
 */
public record Diagnosis(String code, FailureKind kind, String headline, String detail, String remedy) {

    /** Refuses nulls. */
    public Diagnosis {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(headline, "headline");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Headline, detail and remedy as one paragraph. */
    public String message() {
        return detail.isEmpty() ? headline + " " + remedy : headline + " " + detail + " " + remedy;
    }
}
