package ai.fourminds.rds.export;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.fourminds.rds.export");

    @Test
    void knowsOnlyTheDriversSpi() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                        .and(not(resideInAnyPackage("ai.fourminds.rds.export", "ai.fourminds.rds.plugin.."))))
                .check(CLASSES);
    }

    @Test
    void theOnePackageIsSmall() {
        assertThat(CLASSES.stream().filter(JavaClass::isTopLevelClass)).hasSizeLessThanOrEqualTo(16);
        assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct()).hasSize(1);
    }
}
