package ai.fourminds.rds.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.fourminds.rds");

    @Test
    void theLocalRdsSharesNoCodeWithWhatItChecks() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ai.fourminds.rds..").and(not(resideInAPackage("ai.fourminds.rds.local.."))))
                .check(MAIN);
    }

    @Test
    void theLocalRdsDoesWithoutTheAwsSdk() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .check(MAIN);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("ai.fourminds.rds.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void packagesAreSmall() {
        assertThat(MAIN.stream()
                        .filter(type -> type.isTopLevelClass() && !packageInfo().test(type))
                        .collect(groupingBy(JavaClass::getPackageName, counting())))
                .allSatisfy((name, types) -> assertThat(types).as(name).isLessThanOrEqualTo(15));
    }

    /** In a chroot the mount table may have no entry for the root folder; the JDK then throws. */
    @Test
    void nobodyAsksForAFileStore() {
        noClasses()
                .should()
                .callMethod(java.nio.file.Files.class, "getFileStore", java.nio.file.Path.class)
                .check(MAIN);
    }

    @Test
    void nobodyKnowsTheDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("ai.fourminds.rds.local", "ai.fourminds.rds.local.junit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.fourminds.rds.local")
                .check(MAIN);
    }

    @Test
    void classesAreFinal() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areTopLevelClasses()
                .and(not(packageInfo()))
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(MAIN);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> packageInfo() {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "package-info", type -> type.getSimpleName().equals("package-info"));
    }
}
