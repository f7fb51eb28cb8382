package ai.fourminds.rds.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String HERE = "ai.fourminds.rds.cli..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.fourminds.rds.cli");

    @Test
    void knowsOnlyTheDriversPublicPackages() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds.rds..")
                        .and(not(resideInAnyPackage(
                                HERE,
                                "ai.fourminds.rds.export",
                                "ai.fourminds.rds",
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.fleet",
                                "ai.fourminds.rds.failure",
                                "ai.fourminds.rds.local",
                                "ai.fourminds.rds.local.cognito",
                                "ai.fourminds.rds.local.principals"))))
                .check(CLASSES);
    }

    @Test
    void reachesDatabasesAndAwsOnlyThroughTheDriver() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.postgresql..", "com.mysql..", "org.mariadb..", "org.jdbi..", "software.amazon..")
                .check(CLASSES);
    }

    @Test
    void namesTheLocalRdsInOneClass() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("ai.fourminds.rds.cli.local.LocalCloud")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.fourminds.rds.local..")
                .check(CLASSES);
    }

    @Test
    void theExportKnowsNeitherCommandsNorTerminals() {
        noClasses()
                .that()
                .resideInAnyPackage("ai.fourminds.rds.cli.export..", "ai.fourminds.rds.cli.output..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.fourminds.rds.cli.command..", "ai.fourminds.rds.cli.progress", "picocli..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("ai.fourminds.rds.cli.export..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.fourminds.rds.cli.output..")
                .check(CLASSES);
    }

    @Test
    void hasNoPackageCycles() {
        slices().matching("ai.fourminds.rds.cli.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packagesAreSmall() {
        assertThat(CLASSES.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(15));
    }

    @Test
    void commandsAreNobodyElsesBusiness() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ai.fourminds.rds.cli.command..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ai.fourminds.rds.cli.command..").and(not(simpleName("CommandShell"))))
                .check(CLASSES);
    }
}
