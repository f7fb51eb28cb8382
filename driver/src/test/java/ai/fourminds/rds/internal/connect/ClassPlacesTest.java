package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.internal.connect.ConnectAttempts.ClassPlaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassPlacesTest {

    private static final String OURS = ClassPlacesTest.class.getName();

    @Test
    void namesTheJarsOfTheClassesThatALinkageErrorNames() {
        var error = new NoSuchMethodError("'void " + OURS + ".toBuilder(java.lang.String)'");
        assertThat(ClassPlaces.named(error, this)).singleElement().asString().startsWith(OURS + " in /");
        var slashed = new IncompatibleClassChangeError("class " + OURS.replace('.', '/') + " has no interface");
        assertThat(ClassPlaces.named(slashed, this)).singleElement().asString().startsWith(OURS + " in /");
    }

    @Test
    void findsTheDriverInAnotherVersionThatLacksAClass() {
        var lacks = new NoClassDefFoundError("ai/fourminds/rds/plugin/NotInThisVersion");
        assertThat(ClassPlaces.ofDriver(lacks, this))
                .singleElement()
                .asString()
                .startsWith(FourmindsRdsDriver.class.getName() + " in /");
        assertThat(ClassPlaces.ofDriver(new NoClassDefFoundError("no/such/library/Missing"), this))
                .isEmpty();
        assertThat(ClassPlaces.ofDriver(new NoClassDefFoundError(), this)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no class", "a.b.Missing", "java.lang.String", "%s 'x.Y' \n\uD83D\uDE00"})
    void namesNothingWhereNoJarIsKnown(String message) {
        assertThat(ClassPlaces.named(new LinkageError(message), this)).isEmpty();
        assertThat(ClassPlaces.named(new LinkageError(), this)).isEmpty();
    }
}
