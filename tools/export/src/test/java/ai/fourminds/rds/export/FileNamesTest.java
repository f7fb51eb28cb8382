package ai.fourminds.rds.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FileNamesTest {
    private static final FileNames NAMES = new FileNames(FileNames.Characters.ALL, ".csv");

    private static String file(String name) {
        return NAMES.assign(List.of(name)).get(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
                    public.customers|public.customers.csv
                    orders|orders.csv
                    a/b|a%2Fb.csv
                    a%2Fb|a%252Fb.csv
                    a\\b:c*d?e<f>g|a%5Cb%3Ac%2Ad%3Fe%3Cf%3Eg.csv
                    say "hi"|say %22hi%22.csv
                    it's; $HOME `|it's; $HOME `.csv
                    -rf|%2Drf.csv
                    .hidden|%2Ehidden.csv
                    ..|%2E%2E.csv
                    ~root|%7Eroot.csv
                    trailing.|trailing%2E.csv
                    trailing. . |trailing%2E%20%2E%20.csv
                     leading|%20leading.csv
                    CON|%43ON.csv
                    nul.orders|%6Eul.orders.csv
                    com1|%63om1.csv
                    LPT9 .x|%4CPT9 .x.csv
                    conference|conference.csv
                    public.con|public.con.csv
                    Größe 📦|Größe 📦.csv
                    """)
    void encodesWhatSomePlatformWouldRefuse(String name, String expected) {
        assertThat(file(name)).isEqualTo(expected);
    }

    @Test
    void encodesControlCharactersAndLineSeparators() {
        assertThat(file("a\nb\u0000c\u007Fd\u2028e")).isEqualTo("a%0Ab%00c%7Fd%E2%80%A8e.csv");
    }

    @Test
    void namesTheEmptyNameToo() {
        assertThat(file("")).isEqualTo(".csv");
    }

    static List<String> hostileNames() {
        return List.of(
                "a/b%2Fc",
                "%", "%%", "%s %d %n", "100%", "\u0001\u0002", "CON", "..", " x ", "📦".repeat(20), "e\u0301");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void decodesBackToTheExactName(String name) {
        String file = file(name);
        String stem = file.substring(0, file.length() - ".csv".length());
        assertThat(URLDecoder.decode(stem.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(name);
    }

    @Test
    void cutsLongNamesBetweenCharactersAndTellsThemApartByHash() {
        String parcels = "📦".repeat(63) + "abc";
        String first = file(parcels + "1");
        String second = file(parcels + "2");
        assertThat(first.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
        assertThat(first).matches("(📦)+~[0-9a-f]{12}\\.csv").isNotEqualTo(second);
    }

    @Test
    void neverCutsThroughAnEscape() {
        for (int plain = 0; plain < 4; plain++) {
            String file = file("x".repeat(plain) + "\n".repeat(120));
            assertThat(file).matches("x*(%0A)+~[0-9a-f]{12}\\.csv");
            assertThat(file.length()).isLessThanOrEqualTo(200);
        }
    }

    @Test
    void keepsNamesOfTwoHundredBytesWhole() {
        assertThat(file("x".repeat(196))).isEqualTo("x".repeat(196) + ".csv");
        assertThat(file("x".repeat(197))).hasSize(200).contains("~");
        assertThat(file("x".repeat(255))).hasSize(200).contains("~");
    }

    @Test
    void givesNamesThatDifferInCaseOrNormalisationASuffix() {
        assertThat(NAMES.assign(List.of("Orders", "orders", "ORDERS", "caf\u00E9", "cafe\u0301")))
                .containsExactly("Orders.csv", "orders~2.csv", "ORDERS~3.csv", "caf\u00E9.csv", "cafe\u0301~2.csv");
    }

    @Test
    void givesSuffixesThatAreFree() {
        assertThat(NAMES.assign(List.of("a~2", "a", "A"))).containsExactly("a~2.csv", "a.csv", "A~3.csv");
    }

    @Test
    void staysDistinctAndShortForManyLongNamesThatCollide() {
        List<String> names = List.of("é".repeat(120), "É".repeat(120), "e\u0301".repeat(120), "E\u0301".repeat(120));
        Set<String> folded = new HashSet<>();
        for (String file : NAMES.assign(names)) {
            assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
            folded.add(Normalizer.normalize(file, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
        }
        assertThat(folded).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "public.orders,public.orders.parquet",
        "_hidden,%5Fhidden.parquet",
        ".hidden_,%2Ehidden%5F.parquet",
        "a_b-c+d=e@f~g,a_b-c+d=e@f~g.parquet",
        "a{b}[c]#$^!,a%7Bb%7D%5Bc%5D%23%24%5E%21.parquet",
        "Größe,Gr%C3%B6%C3%9Fe.parquet"
    })
    void encodesWhatHadoopTakesForAPatternOrSkips(String name, String expected) {
        assertThat(new FileNames(FileNames.Characters.HADOOP, ".parquet").assign(List.of(name)))
                .containsExactly(expected);
    }

    @Test
    void namesForHadoopAreSafeAndDistinct() {
        FileNames names = new FileNames(FileNames.Characters.HADOOP, ".csv");
        assertThat(names.assign(List.of("public.Orders", "public.orders", "_a/b:*", ".", "ä\n")))
                .containsExactly(
                        "public.Orders.csv", "public.orders~2.csv", "%5Fa%2Fb%3A%2A.csv", "%2E.csv", "%C3%A4%0A.csv");
    }

    @Test
    void encodesAllBeyondAsciiWhereThePlatformCannotNameIt() {
        assertThat(new FileNames(FileNames.Characters.ASCII, ".csv").assign(List.of("Größe")))
                .containsExactly("Gr%C3%B6%C3%9Fe.csv");
    }
}
