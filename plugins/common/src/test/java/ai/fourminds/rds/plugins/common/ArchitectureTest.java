package ai.fourminds.rds.plugins.common;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Whom this module knows. */
class ArchitectureTest {

    @Test
    void onlyTheSpiAndNoEngine() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("ai.fourminds.rds.plugins");

        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                        .and(not(resideInAnyPackage(
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.failure",
                                "ai.fourminds.rds.plugins.common"))))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("org.postgresql..", "com.mysql..", "org.mariadb.."))
                .check(classes);
    }
}
