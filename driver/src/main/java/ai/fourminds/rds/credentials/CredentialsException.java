package ai.fourminds.rds.credentials;

import ai.fourminds.rds.failure.FailureCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Credentials could not be obtained. Holds no secret. */
public final class CredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureCode code;
    private final String remedy;

    /**
     * @param code the failure code: {@code CREDENTIALS_UNAVAILABLE}, {@code AWS_UNREACHABLE}
     * @param what what is wrong, as a sentence that follows "No AWS credentials (auth=…): "
     * @param remedy what the user can do, as a sentence
     * @param cause the cause, or null
     */
    public CredentialsException(FailureCode code, String what, String remedy, @Nullable Throwable cause) {
        super(Objects.requireNonNull(what, "what"), cause);
        this.code = Objects.requireNonNull(code, "code");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /** Returns the failure code. */
    public FailureCode code() {
        return code;
    }

    /** Returns what is wrong. */
    public String what() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /** Returns what the user can do. */
    public String remedy() {
        return remedy;
    }
}
