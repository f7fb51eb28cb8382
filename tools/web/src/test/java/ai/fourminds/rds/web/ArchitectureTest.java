package ai.fourminds.rds.web;

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

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.fourminds.rds.web");

    @Test
    void knowsTheCommandLinesExportAndTheDriversPublicPackages() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds.rds..")
                        .and(not(resideInAnyPackage(
                                "ai.fourminds.rds",
                                "ai.fourminds.rds.web..",
                                "ai.fourminds.rds.export",
                                "ai.fourminds.rds.fleet",
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.cli.catalogue",
                                "ai.fourminds.rds.cli.export..",
                                "ai.fourminds.rds.cli.failure",
                                "ai.fourminds.rds.cli.load",
                                "ai.fourminds.rds.cli.local",
                                "ai.fourminds.rds.cli.output..",
                                "ai.fourminds.rds.cli.page",
                                "ai.fourminds.rds.cli.view"))))
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
