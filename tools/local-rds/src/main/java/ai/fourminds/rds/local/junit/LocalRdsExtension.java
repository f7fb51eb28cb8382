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
    private record Wish(
            Set<DatabaseEngine> engines,
            Set<DatabaseEngine> clusters,
            boolean sampleData,
            @Nullable Class<?> owner) {
        Wish {
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
        LocalRds rds = store(context).computeIfAbsent(wish(context), LocalRdsExtension::start, LocalRds.class);
        return parameter.getParameter().getType().equals(Faults.class) ? rds.faults() : rds;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        LocalRds rds = store(context).get(wish(context), LocalRds.class);
        if (rds != null) {
            rds.faults().clear();
        }
    }

    private static LocalRds start(Wish wish) {
        return LocalRds.builder()
                .engines(wish.engines())
                .clusters(wish.clusters())
                .sampleData(wish.sampleData())
                .start();
    }

    /** Returns the root's store, or that of the outermost class with a server of its own, for nested classes too. */
    private static ExtensionContext.Store store(ExtensionContext context) {
        Class<?> owner = wish(context).owner();
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

    private static Wish wish(ExtensionContext context) {
        Class<?> inner = context.getRequiredTestClass();
        Class<?> type = inner;
        while (type != null && !AnnotationSupport.isAnnotated(type, WithLocalRds.class)) {
            type = type.getEnclosingClass();
        }
        if (type == null) {
            throw new IllegalStateException(inner.getName() + " has no @WithLocalRds");
        }
        WithLocalRds wished =
                AnnotationSupport.findAnnotation(type, WithLocalRds.class).orElseThrow();
        return new Wish(
                Set.of(wished.engines()),
                Set.of(wished.clusters()),
                wished.sampleData(),
                wished.ownServer() ? type : null);
    }
}
