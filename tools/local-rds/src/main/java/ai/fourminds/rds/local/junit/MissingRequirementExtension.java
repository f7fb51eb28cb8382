package ai.fourminds.rds.local.junit;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Aborts tests that fail because this machine lacks what an engine needs ({@link MissingRequirement}); other failures
 * stay failures. JUnit finds it if {@code junit.jupiter.extensions.autodetection.enabled} is true. Appends a line
 * per test, with the reason and the class, to the file that the environment variable {@value #NOTES} names. Immutable.
 */
public final class MissingRequirementExtension
        implements InvocationInterceptor, LifecycleMethodExecutionExceptionHandler, TestExecutionExceptionHandler {
    private static final String NOTES = "FOURMINDS_NOT_RUN";

    private final @Nullable Path notes;

    /** For {@link java.util.ServiceLoader}. */
    public MissingRequirementExtension() {
        this(System.getenv(NOTES) == null ? null : Path.of(System.getenv(NOTES)));
    }

    MissingRequirementExtension(@Nullable Path notes) {
        this.notes = notes;
    }

    /** An instance for one test counts as that test, one for the class as the class. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> call, ExtensionContext context)
            throws Throwable {
        return proceed(invocation, context);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        abortForLack(failure, context);
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        abortForLack(failure, context);
        throw failure;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        abortForLack(failure, context);
        throw failure;
    }

    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext call, ExtensionContext context)
            throws Throwable {
        proceed(invocation, context);
    }

    private <T extends @Nullable Object> T proceed(Invocation<T> invocation, ExtensionContext context)
            throws Throwable {
        try {
            return invocation.proceed();
        } catch (Throwable failure) {
            abortForLack(failure, context);
            throw failure;
        }
    }

    private void abortForLack(Throwable failure, ExtensionContext context) throws IOException {
        String lack = lack(failure);
        if (lack != null) {
            note(lack, context);
            Assumptions.abort(lack);
        }
    }

    /** Returns what the machine lacks. A failed assertion is a failure, whatever its cause. */
    private static @Nullable String lack(Throwable failure) {
        for (Throwable at = failure; at != null && !(at instanceof AssertionError); at = at.getCause()) {
            if (at instanceof MissingRequirement) {
                return at.getMessage();
            }
        }
        return null;
    }

    private void note(String lack, ExtensionContext context) throws IOException {
        if (notes != null) {
            Class<?> type = testClass(context);
            String line = lack + "\t" + type.getName() + "\n";
            // Counts all tests of the class if its set-up failed.
            int tests = context.getElement().filter(type::equals).isPresent() ? tests(type) : 1;
            Files.writeString(
                    notes,
                    line.repeat(tests),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    /** Returns the test class, also for dynamic tests, which have none of their own. */
    private static Class<?> testClass(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestClass().isEmpty()) {
            at = at.getParent().orElseThrow();
        }
        return at.getRequiredTestClass();
    }

    private static int tests(Class<?> type) {
        return ReflectionSupport.findMethods(
                        type,
                        method -> AnnotationSupport.isAnnotated(method, Testable.class),
                        HierarchyTraversalMode.TOP_DOWN)
                .size();
    }
}
