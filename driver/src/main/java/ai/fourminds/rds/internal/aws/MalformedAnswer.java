package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.failure.Causes;
import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Distinguishes a response that is not AWS's (a captive portal, a wrong {@code endpointUrl}) from no response. The SDK
 * has no exception for it and passes on those of its parsers and its HTTP client. Stateless.
 */
public final class MalformedAnswer {

    private MalformedAnswer() {}

    /** Returns whether the SDK's exception means that a response came but could not be read. */
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
        // The JDK's message for a response whose first line is not HTTP.
        return Causes.first(failure, IOException.class)
                .filter(network -> !"Invalid Http response".equals(network.getMessage()))
                .isPresent();
    }
}
