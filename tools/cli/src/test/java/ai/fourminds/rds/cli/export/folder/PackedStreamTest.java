package ai.fourminds.rds.cli.export.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.export.Compression;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackedStreamTest {
    private static InputStream unpacked(Compression compression, byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        return switch (compression) {
            case NONE -> in;
            case GZIP -> new GZIPInputStream(in);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    private static byte[] rows(int count) {
        StringBuilder rows = new StringBuilder();
        Random random = new Random(1);
        for (int row = 0; row < count; row++) {
            rows.append(random.nextInt()).append(",\"ünï📦 %s\",").append(row).append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"NONE,0", "NONE,5000", "GZIP,0", "GZIP,1", "GZIP,50000", "ZSTD,0", "ZSTD,1", "ZSTD,50000"})
    void whatIsPackedUnpacks(Compression compression, int count) throws Exception {
        byte[] rows = rows(count);
        ByteArrayOutputStream beneath = new ByteArrayOutputStream();
        try (PackedStream packed = new PackedStream(compression, beneath)) {
            for (int from = 0; from < rows.length; from += 7001) {
                packed.write(rows, from, Math.min(7001, rows.length - from));
            }
            packed.finish();
            assertThat(packed.bytes()).isEqualTo(rows.length);
        }
        try (InputStream in = unpacked(compression, beneath.toByteArray())) {
            assertThat(in.readAllBytes()).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "ZSTD"})
    void bytesLeaveLongBeforeTheEnd(Compression compression) throws Exception {
        byte[] rows = rows(400_000);
        ByteArrayOutputStream beneath = new ByteArrayOutputStream();
        try (PackedStream packed = new PackedStream(compression, beneath)) {
            packed.write(rows);
            assertThat(beneath.size()).isPositive();
            packed.finish();
        }
        assertThat(beneath.size()).isLessThan(rows.length / 2);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void aFullDiskIsReportedAtTheLatestAtTheEnd(Compression compression) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> {
                    try (PackedStream packed = new PackedStream(compression, full)) {
                        packed.write(rows(10));
                        packed.finish();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }
}
