package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.failure.Causes;
import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Tells an answer that is not AWS's, from a captive portal or a wrong {@code endpointUrl}, from no answer. The SDK has no
 * exception for it: the exceptions of its parsers and its HTTP client come through. Stateless.
 */
public final class MalformedAnswer {

    private MalformedAnswer() {}

    /** Whether what a call of the SDK threw means that an answer came and could not be read. */
    public static boolean is(RuntimeException failure) {
        if (!(failure instanceof SdkException)) {
            return true;
        }
        boolean endedOtherwise = failure instanceof SdkServiceException
                || failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException
                || failure instanceof AbortedException;
        return !endedOtherwise
                && (String.valueOf(failure.getMessage()).contains("unmarshall") || !ofTheNetwork(failure));
    }

    private static boolean ofTheNetwork(Throwable failure) {
        // The JDK's words for an answer whose first line is not HTTP's.
        return Causes.first(failure, IOException.class)
                .filter(network -> !"Invalid Http response".equals(network.getMessage()))
                .isPresent();
    }
}
