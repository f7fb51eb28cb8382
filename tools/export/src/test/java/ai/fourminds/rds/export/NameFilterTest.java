package ai.fourminds.rds.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFilterTest {
    @ParameterizedTest
    @CsvSource({
        "'',public.orders,true",
        "ORD,public.orders,true",
        "public.*,public.orders,true",
        "public.*,x.public.orders,false",
        "*.orders,public.orders,true",
        "p?blic.orders,public.orders,true",
        "public.o,public.orders,true",
        "publicxo,public.orders,false",
        "\\E.*,public.orders,false",
        "📦?,x,false",
        "a*📦,a 📦,true",
        "ÜBER,über,true"
    })
    void matchesPartsAndPatterns(String filter, String name, boolean expected) {
        assertThat(NameFilter.of(filter).matches(name)).isEqualTo(expected);
    }
}
