package ai.fourminds.rds.credentials;

import org.jspecify.annotations.Nullable;

/** Credentials could not be obtained. Holds no secret. */
public final class CredentialsException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what what is wrong, as a sentence
     * @param remedy what the user can do about it, as a sentence
     * @param cause the cause, or null
     */
    public CredentialsException(String what, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.remedy = remedy;
    }

    /** What the user can do about it. */
    public String remedy() {
        return remedy;
    }
}
