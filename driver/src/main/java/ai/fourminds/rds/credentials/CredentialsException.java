package ai.fourminds.rds.credentials;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Credentials could not be obtained. Holds no secret. */
public final class CredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final CredentialsFault fault;
    private final String remedy;

    /**
     * @param fault the kind of failure
     * @param what what is wrong, as a sentence that follows "No AWS credentials (auth=…): "
     * @param remedy what the user can do about it, as a sentence
     * @param cause the cause, or null
     */
    public CredentialsException(CredentialsFault fault, String what, String remedy, @Nullable Throwable cause) {
        super(Objects.requireNonNull(what, "what"), cause);
        this.fault = Objects.requireNonNull(fault, "fault");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    /** The kind of failure. */
    public CredentialsFault fault() {
        return fault;
    }

    /** What is wrong. */
    public String what() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /** What the user can do about it. */
    public String remedy() {
        return remedy;
    }
}
