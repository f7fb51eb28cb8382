package ai.fourminds.rds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Who may know whom within the driver. */
class ArchitectureTest {

    private static final JavaClasses DRIVER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("local-rds") && !location.contains("fourminds-rds-local"))
            .importPackages("ai.fourminds.rds");

    @Test
    void packagesFormNoCycle() {
        slices().matching("ai.fourminds.rds.(**)").should().beFreeOfCycles().check(DRIVER);
    }

    @Test
    void thePluginSpiDependsOnTheJdkAndTheFailureCodes() {
        classes()
                .that()
                .resideInAPackage("ai.fourminds.rds.plugin..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "ai.fourminds.rds.plugin..",
                        "ai.fourminds.rds.failure",
                        "java..",
                        "javax.net.ssl",
                        "org.jspecify..")
                .check(DRIVER);
    }

    @Test
    void theCredentialsSpiDependsOnTheJdkAndTheFailureCodes() {
        classes()
                .that()
                .resideInAPackage("ai.fourminds.rds.credentials")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "ai.fourminds.rds.credentials", "ai.fourminds.rds.failure", "java..", "org.jspecify..")
                .check(DRIVER);
    }

    @Test
    void theFailureCodesDependOnTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("ai.fourminds.rds.failure")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("ai.fourminds.rds.failure", "java..", "org.jspecify..")
                .check(DRIVER);
    }

    @Test
    void theDriverKnowsNoEngineNoNativeDriverAndNoJdbi() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.jdbi..",
                        "org.postgresql..",
                        "com.mysql..",
                        "org.mariadb..",
                        "ai.fourminds.rds.local..",
                        "ai.fourminds.rds.plugins..",
                        "ai.fourminds.rds.postgresql..")
                .check(DRIVER);
    }

    @Test
    void onlyTheFailureCatalogueBuildsSqlExceptions() {
        noClasses()
                .that()
                .resideOutsideOfPackage("ai.fourminds.rds.internal.failure")
                .and()
                .doNotHaveFullyQualifiedName("ai.fourminds.rds.FourmindsRdsDataSource")
                .should()
                .callConstructorWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "of an SQLException",
                        call -> SQLException.class.isAssignableFrom(
                                call.getTargetOwner().reflect())))
                .check(DRIVER);
    }

    @Test
    void packagesAreSmall() {
        assertThat(DRIVER.stream()
                        .filter(type ->
                                type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(15));
    }
}
