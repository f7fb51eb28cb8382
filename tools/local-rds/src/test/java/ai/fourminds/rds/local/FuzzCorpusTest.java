package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing kept, without the fuzzer: what once was found stays corrected. */
class FuzzCorpusTest {

    private static final List<String> TARGETS = List.of("mysql.protocol.ClientHelloFuzz", "postgresql.OpeningFuzz");

    static Stream<Arguments> inputs() throws ReflectiveOperationException, IOException, URISyntaxException {
        List<Arguments> inputs = new ArrayList<>();
        for (String target : TARGETS) {
            Class<?> type = Class.forName(FuzzCorpusTest.class.getPackageName() + "." + target);
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(FuzzTest.class)) {
                    inputs.add(Arguments.of(type, method.getName(), "nothing", new byte[0]));
                    inputs.addAll(kept(type, method.getName()));
                }
            }
        }
        return inputs.stream();
    }

    private static List<Arguments> kept(Class<?> type, String method) throws IOException, URISyntaxException {
        var folder = type.getResource(type.getSimpleName() + "Inputs/" + method);
        assertThat(folder)
                .as("inputs of " + type.getSimpleName() + "." + method)
                .isNotNull();
        List<Arguments> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            for (Path file : files.sorted().toList()) {
                kept.add(Arguments.of(type, method, file.getFileName().toString(), Files.readAllBytes(file)));
            }
        }
        return kept;
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("inputs")
    void aKeptInputPasses(Class<?> type, String method, String name, byte[] input) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Method target = Arrays.stream(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow();
        target.setAccessible(true);
        target.invoke(constructor.newInstance(), (Object) input);
    }
}
