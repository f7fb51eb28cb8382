package ai.fourminds.rds.mysql;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom this module and what it shares know, and what of it is known. */
class ArchitectureTest {

    private static final String OURS = "ai.fourminds.rds.mysql..";
    private static final String SHARED = "ai.fourminds.rds.plugins.mysql..";
    /** The door, and what the native driver instantiates by name. */
    private static final Set<String> PUBLIC = Set.of("MysqlPlugin", "LoginSocketFactory");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ai.fourminds.rds.mysql", "ai.fourminds.rds.plugins", "ai.fourminds.rds.plugin");

    static Stream<ArchRule> rules() {
        return Stream.of(
                noClasses()
                        .that()
                        .resideInAPackage(OURS)
                        .should()
                        .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                                .and(not(resideInAnyPackage(
                                        OURS, "ai.fourminds.rds.plugin..", "ai.fourminds.rds.failure", SHARED))))
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAPackage("org.mariadb.."),
                noClasses()
                        .that()
                        .resideInAPackage(SHARED)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(OURS, "com.mysql..", "org.mariadb..", "org.postgresql.."),
                slices().matching("ai.fourminds.rds.(**)").should().beFreeOfCycles(),
                classes()
                        .that()
                        .resideInAPackage(OURS)
                        .and()
                        .areTopLevelClasses()
                        .and(not(DescribedPredicate.describe(
                                "are doors", (JavaClass type) -> PUBLIC.contains(type.getSimpleName()))))
                        .should()
                        .notBePublic());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(ArchRule rule) {
        rule.check(CLASSES);
    }
}
