package ai.fourminds.rds.plugins.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Whom this module knows. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("ai.fourminds.rds.plugins");

    @Test
    void onlyTheSpiAndNoEngine() {

        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                        .and(not(resideInAnyPackage(
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.failure",
                                "ai.fourminds.rds.plugins.common.."))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("org.postgresql..", "com.mysql..", "org.mariadb.."))
                .check(CLASSES);
    }

    @Test
    void packagesAreSmall() {
        assertThat(CLASSES.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(15));
    }
}
