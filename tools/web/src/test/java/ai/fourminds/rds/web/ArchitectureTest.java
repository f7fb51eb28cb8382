package ai.fourminds.rds.web;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void knowsTheCommandLinesExportAndTheDriversPublicPackages() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds.rds..")
                        .and(not(resideInAnyPackage(
                                "ai.fourminds.rds",
                                "ai.fourminds.rds.web",
                                "ai.fourminds.rds.fleet",
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.cli.export..",
                                "ai.fourminds.rds.cli.failure",
                                "ai.fourminds.rds.cli.output..",
                                "ai.fourminds.rds.cli.page",
                                "ai.fourminds.rds.cli.view"))))
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("ai.fourminds.rds.web"));
    }
}
