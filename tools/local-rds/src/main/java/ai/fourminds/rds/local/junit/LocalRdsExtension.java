package ai.fourminds.rds.local.junit;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.Faults;
import ai.fourminds.rds.local.LocalRds;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts the local RDS of {@link WithLocalRds}, and stores it so that JUnit closes it. Stateless. */
final class LocalRdsExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(LocalRdsExtension.class);

    /** The key of a local RDS; {@code owner} is null for a shared one. */
    private record Key(
            Set<DatabaseEngine> engines,
            Set<DatabaseEngine> clusters,
            boolean sampleData,
            @Nullable Class<?> owner) {
        Key {
            engines = Set.copyOf(engines);
            clusters = Set.copyOf(clusters);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type.equals(LocalRds.class) || type.equals(Faults.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        LocalRds rds = store(context).computeIfAbsent(key(context), LocalRdsExtension::start, LocalRds.class);
        return parameter.getParameter().getType().equals(Faults.class) ? rds.faults() : rds;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LocalRds rds = store(context).get(key(context), LocalRds.class);
        if (rds != null) {
            rds.faults().clear();
        }
    }

    private static LocalRds start(Key key) {
        return LocalRds.builder()
                .engines(key.engines())
                .clusters(key.clusters())
                .sampleData(key.sampleData())
                .start();
    }

    /** Returns the root's store, or that of the outermost class with a server of its own, for nested classes too. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        Class<?> owner = key(context).owner();
        if (owner == null) {
            return context.getRoot().getStore(STORE);
        }
        ExtensionContext at = context;
        while (!at.getTestClass().filter(owner::equals).isPresent()
                || at.getTestMethod().isPresent()) {
            at = at.getParent().orElseThrow();
        }
        return at.getStore(STORE);
    }

    private static Key key(ExtensionContext context) {
        Class<?> inner = context.getRequiredTestClass();
        Class<?> type = inner;
        while (type != null && !AnnotationSupport.isAnnotated(type, WithLocalRds.class)) {
            type = type.getEnclosingClass();
        }
        if (type == null) {
            throw new IllegalStateException(inner.getName() + " has no @WithLocalRds");
        }
        WithLocalRds annotation =
                AnnotationSupport.findAnnotation(type, WithLocalRds.class).orElseThrow();
        return new Key(
                Set.of(annotation.engines()),
                Set.of(annotation.clusters()),
                annotation.sampleData(),
                annotation.ownServer() ? type : null);
    }
}
