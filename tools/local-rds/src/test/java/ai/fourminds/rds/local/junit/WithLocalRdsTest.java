package ai.fourminds.rds.local.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.Faults;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
@WithLocalRds(engines = {})
class WithLocalRdsTest {
    private static final AtomicReference<URI> OWN = new AtomicReference<>();

    @Test
    @Order(1)
    void aTestGetsTheCloudAndItsFaults(LocalRds rds, Faults faults) {
        assertThat(rds.faults()).isSameAs(faults);
        assertThat(rds.instanceIdentifiers()).contains("prod-analytics");
        faults.awsDown();
        assertThatThrownBy(() -> status(rds.endpointUrl())).isInstanceOf(IOException.class);
    }

    @Test
    @Order(2)
    void theNextTestFindsAllWell(LocalRds rds) throws IOException, InterruptedException {
        assertThat(status(rds.endpointUrl())).isEqualTo(400);
    }

    @Nested
    @Order(1)
    class Inside {
        @Test
        void aNestedClassHasThatOfItsOuterClass(LocalRds rds) throws IOException, InterruptedException {
            assertThat(status(rds.endpointUrl())).isEqualTo(400);
        }
    }

    @Nested
    @Order(2)
    @WithLocalRds(
            engines = {},
            ownServer = true)
    class WithOneOfItsOwn {
        @Test
        void aClassMayHaveOneOfItsOwn(LocalRds own) {
            OWN.set(own.endpointUrl());
            assertThat(own.instanceIdentifiers()).contains("prod-analytics");
        }
    }

    @Nested
    @Order(3)
    class Afterwards {
        @Test
        void oneOfAClassEndsWithIt(LocalRds rds) {
            assertThat(OWN.get()).isNotNull().isNotEqualTo(rds.endpointUrl());
            assertThatThrownBy(() -> status(OWN.get())).isInstanceOf(ConnectException.class);
        }
    }

    private static int status(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
