package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What the AWS SDK makes of a refusal. Stateless. */
final class AwsRefusals {
    private AwsRefusals() {}

    static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        assertRefused(call, AwsServiceException.class, status, code, message);
    }

    /** A refusal of a client's, for which the SDK has an exception of its own. */
    static void assertRefused(
            ThrowingCallable call, Class<? extends AwsServiceException> kind, String code, String message) {
        assertRefused(call, kind, 400, code, message);
    }

    static void assertRefused(
            ThrowingCallable call, Class<? extends AwsServiceException> kind, int status, String code, String message) {
        Consumer<AwsServiceException> asExpected = refusal -> {
            assertThat(refusal.statusCode()).isEqualTo(status);
            assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
            assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
            assertThat(refusal.requestId()).isNotBlank();
        };
        assertThatExceptionOfType(kind)
                .isThrownBy(call)
                .asInstanceOf(type(AwsServiceException.class))
                .satisfies(asExpected);
    }
}
