package ai.fourminds.rds.spark;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.fourminds.rds.spark");

    @Test
    void knowsOnlyTheDriversPublicPackages() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds.rds..")
                        .and(not(resideInAnyPackage(
                                "ai.fourminds.rds.spark..",
                                "ai.fourminds.rds.export",
                                "ai.fourminds.rds",
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.fleet",
                                "ai.fourminds.rds.failure"))))
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
    void readingKnowsNothingOfTheExport() {
        noClasses()
                .that()
                .resideInAnyPackage("ai.fourminds.rds.spark.dialect", "ai.fourminds.rds.spark.read")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.fourminds.rds.spark.export", "ai.fourminds.rds.spark.write")
                .check(CLASSES);
    }

    @Test
    void hasNoPackageCycles() {
        slices().matching("ai.fourminds.rds.spark.(*)..")
                .should()
                .beFreeOfCycles()
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
