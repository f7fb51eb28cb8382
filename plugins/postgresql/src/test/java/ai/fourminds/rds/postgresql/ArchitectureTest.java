package ai.fourminds.rds.postgresql;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.plugin.AuthenticationPlugin;

/** Whom this module knows, and what of it is known. */
class ArchitectureTest {

    private static final String OURS = "ai.fourminds.rds.postgresql..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ai.fourminds.rds");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage(OURS)
                        .should()
                        .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                                .and(not(resideInAnyPackage(
                                        OURS,
                                        "ai.fourminds.rds.plugin..",
                                        "ai.fourminds.rds.failure",
                                        "ai.fourminds.rds.plugins.common")))),
                noClasses()
                        .that()
                        .resideInAPackage("ai.fourminds.rds.plugins.common..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(OURS, "org.postgresql.."),
                slices().matching("ai.fourminds.rds.(**)").should().beFreeOfCycles(),
                classes()
                        .that()
                        .resideInAPackage(OURS)
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .areNotAssignableTo(SocketFactory.class)
                        .and()
                        .areNotAssignableTo(AuthenticationPlugin.class)
                        .and()
                        .doNotHaveSimpleName("PostgresqlPlugin")
                        .should()
                        .notBePublic());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
