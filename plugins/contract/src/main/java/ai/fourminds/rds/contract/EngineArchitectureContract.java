package ai.fourminds.rds.contract;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the packages of an engine plugin: the same names in every engine, and which package may use which. */
public abstract class EngineArchitectureContract {

    private static final int MAX_TYPES = 15;

    /** In order: each may use those after it. The plugin's class is in the engine's own package, above them all. */
    private static final List<String> PACKAGES = List.of("login", "copy", "catalogue", "cells", "session");

    private static final DescribedPredicate<JavaClass> USED_BY_ANOTHER_PACKAGE = describe(
            "another package uses",
            type -> type.getDirectDependenciesToSelf().stream()
                    .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName())));

    private final String engine;
    private final List<String> ours;
    private final List<String> foreign;
    private final Set<String> instantiatedByName;
    private final JavaClasses classes;

    /**
     * @param engine the plugin's package
     * @param shared the package shared with one other engine; empty if there is none
     * @param foreign packages of other engines' native drivers
     * @param instantiatedByName simple names of the classes that the native driver or the service loader instantiates
     */
    protected EngineArchitectureContract(
            String engine, List<String> shared, List<String> foreign, Set<String> instantiatedByName) {
        this.engine = engine + "..";
        this.ours = Stream.concat(Stream.of(engine), shared.stream()).toList();
        this.foreign = foreign;
        this.instantiatedByName = instantiatedByName;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(engine, "ai.fourminds.rds.plugins", "ai.fourminds.rds.plugin");
    }

    @Test
    void thePluginKnowsTheSpiAndWhatEnginesShare() {
        noClasses()
                .that()
                .resideInAPackage(engine)
                .should()
                .dependOnClassesThat(resideInAPackage("ai.fourminds..")
                        .and(not(resideInAnyPackage(
                                engine,
                                "ai.fourminds.rds.plugin..",
                                "ai.fourminds.rds.failure",
                                "ai.fourminds.rds.plugins.."))))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(foreign.toArray(String[]::new))
                .check(classes);
    }

    @Test
    void whatEnginesShareKnowsNoEngineAndNoNativeDriver() {
        noClasses()
                .that()
                .resideInAPackage("ai.fourminds.rds.plugins..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(engine, "com.mysql..", "org.mariadb..", "org.postgresql..")
                .check(classes);
    }

    @Test
    void packagesUseEachOtherInOneDirection() {
        slices().matching("ai.fourminds.rds.(**)").should().beFreeOfCycles().check(classes);
        for (int i = 1; i < PACKAGES.size(); i++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(packages(PACKAGES.subList(i, i + 1)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages(PACKAGES.subList(0, i)))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void packagesAreNamedAlikeAndSmall() {
        Map<String, Long> types = typesByPackage(
                classes.stream().filter(type -> ours.stream().anyMatch(type.getPackageName()::startsWith)));
        assertThat(types).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_TYPES));
        assertThat(ours).containsAnyElementsOf(types.keySet());
        assertThat(types.keySet())
                .allMatch(name -> ours.contains(name) || PACKAGES.contains(name.substring(name.lastIndexOf('.') + 1)));
    }

    @Test
    void thePackagesOfTheContractAreSmallToo() {
        assertThat(typesByPackage(new ClassFileImporter()
                        .importPackages(EngineArchitectureContract.class.getPackageName()).stream()))
                .hasSizeGreaterThan(2)
                .allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(MAX_TYPES));
    }

    private static Map<String, Long> typesByPackage(Stream<JavaClass> classes) {
        return classes.filter(
                        type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, counting()));
    }

    @Test
    void onlyWhatAnotherPackageUsesIsPublic() {
        classes()
                .that()
                .resideInAnyPackage(ours.stream().map(name -> name + "..").toArray(String[]::new))
                .and()
                .areTopLevelClasses()
                .and(not(
                        describe("is instantiated by name", type -> instantiatedByName.contains(type.getSimpleName()))))
                .and(not(USED_BY_ANOTHER_PACKAGE))
                .should()
                .notBePublic()
                .check(classes);
    }

    private String[] packages(List<String> names) {
        return ours.stream()
                .flatMap(root -> names.stream().map(name -> root + "." + name))
                .toArray(String[]::new);
    }
}
