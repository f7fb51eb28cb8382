package ai.fourminds.rds.plugins.mysql.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tap on streams as servers write them. */
class RowTapTest {

    private static final byte[] DEFINITION = {3, 'd', 'e', 'f'};
    private static final byte[] OLD_END = {(byte) 0xFE, 0, 0, 2, 0};
    private static final byte[] NEW_END = {(byte) 0xFE, 0, 0, 2, 0, 0, 0};
    private static final byte[] ERROR = {(byte) 0xFF, 0x25, 0x05, '#', '7', '0', '1', '0', '0'};
    private static final byte[] DONE = {0, 0, 0, 2, 0, 0, 0};
    private static final byte[] ROW = {1, 'a', (byte) 0xFB};

    private final List<byte[]> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void takesTheRowsOutHoweverTheStreamIsCut(int piece) throws IOException {
        byte[] stream = stream(new byte[] {2}, DEFINITION, DEFINITION, OLD_END, ROW, ROW, OLD_END);
        RowTap tap = new RowTap(new Pieces(stream, piece));
        tap.open(this::keep);

        assertThat(tap.readAllBytes()).isEqualTo(stream(new byte[] {2}, DEFINITION, DEFINITION, OLD_END, OLD_END));
        assertThat(tap.shut()).isTrue();
        assertThat(rows).containsExactly(ROW, ROW);
    }

    @Test
    void knowsResultsWithoutAnEndOfTheirDefinitions() throws IOException {
        RowTap tap = new RowTap(new ByteArrayInputStream(stream(new byte[] {1}, DEFINITION, ROW, NEW_END)));
        tap.open(this::keep);

        assertThat(tap.readAllBytes()).isEqualTo(stream(new byte[] {1}, DEFINITION, NEW_END));
        assertThat(tap.shut()).isTrue();
        assertThat(rows).containsExactly(ROW);
    }

    @Test
    void takesNothingFromAResultWithoutRows() throws IOException {
        byte[] stream = stream(new byte[] {1}, DEFINITION, NEW_END);
        RowTap tap = new RowTap(new ByteArrayInputStream(stream));
        tap.open(this::keep);

        assertThat(tap.readAllBytes()).isEqualTo(stream);
        assertThat(tap.shut()).isTrue();
        assertThat(rows).isEmpty();
    }

    @Test
    void passesAnErrorAmongTheRowsOn() throws IOException {
        RowTap tap = new RowTap(new ByteArrayInputStream(stream(new byte[] {1}, DEFINITION, OLD_END, ROW, ERROR)));
        tap.open(this::keep);

        assertThat(tap.readAllBytes()).isEqualTo(stream(new byte[] {1}, DEFINITION, OLD_END, ERROR));
        assertThat(tap.shut()).isFalse();
        assertThat(rows).containsExactly(ROW);
    }

    @Test
    void passesAnswersOnThatAreNoResults() throws IOException {
        byte[] ahead = stream(DONE);
        RowTap tap = new RowTap(new ByteArrayInputStream(
                concat(ahead, stream(new byte[] {1}, DEFINITION, ROW, NEW_END), stream(DONE))));
        tap.open(this::keep);

        assertThat(tap.readAllBytes())
                .isEqualTo(concat(ahead, stream(new byte[] {1}, DEFINITION, NEW_END), stream(DONE)));
        assertThat(tap.shut()).isTrue();
        assertThat(rows).containsExactly(ROW);
    }

    @Test
    void countsColumnsBeyondOneByte() throws IOException {
        byte[][] packets = new byte[303][];
        Arrays.fill(packets, DEFINITION);
        packets[0] = new byte[] {(byte) 0xFC, 0x2C, 0x01};
        packets[301] = ROW;
        packets[302] = NEW_END;
        RowTap tap = new RowTap(new ByteArrayInputStream(stream(packets)));
        tap.open(this::keep);

        tap.readAllBytes();
        assertThat(tap.shut()).isTrue();
        assertThat(rows).containsExactly(ROW);
    }

    /** A first cell that is longer than a packet begins with the byte that an end begins with. */
    @ParameterizedTest
    @ValueSource(ints = {0xFFFFFF, 0xFFFFFF + 1, 2 * 0xFFFFFF, 2 * 0xFFFFFF + 5})
    void joinsRowsOfSeveralPackets(int length) throws IOException {
        byte[] row = new byte[length];
        Arrays.fill(row, (byte) 'x');
        row[0] = (byte) 0xFE;
        row[length - 1] = 'y';
        RowTap tap =
                new RowTap(new ByteArrayInputStream(stream(new byte[] {1}, DEFINITION, OLD_END, row, ROW, OLD_END)));
        tap.open(this::keep);

        assertThat(tap.readAllBytes()).isEqualTo(stream(new byte[] {1}, DEFINITION, OLD_END, OLD_END));
        assertThat(tap.shut()).isTrue();
        assertThat(rows).hasSize(2);
        assertThat(Arrays.equals(rows.get(0), row)).isTrue();
    }

    @Test
    void readsOnAfterALargeRow() throws IOException {
        byte[] result = stream(new byte[] {1}, DEFINITION, OLD_END, new byte[3 * 0xFFFFFF], OLD_END);
        // A server sends no answer ahead of its question.
        RowTap tap =
                new RowTap(new SequenceInputStream(new ByteArrayInputStream(result), new ByteArrayInputStream(result)));
        for (int time = 1; time <= 2; time++) {
            tap.open(this::keep);
            byte[] seen = stream(new byte[] {1}, DEFINITION, OLD_END, OLD_END);
            assertThat(tap.readNBytes(seen.length)).isEqualTo(seen);
            assertThat(tap.shut()).isTrue();
            assertThat(rows).hasSize(time);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 0xFFFFFF, 0xFFFFFF + 70_000, 2 * 0xFFFFFF + 5})
    void skipsARowThatMemoryHasNoRoomFor(int length) throws IOException {
        for (int largest : new int[] {65_536, 0xFFFFFF + 100}) {
            byte[] row = new byte[length];
            Arrays.fill(row, (byte) 'x');
            List<Long> skipped = new ArrayList<>();
            RowTap tap = new RowTap(
                    new Pieces(stream(new byte[] {1}, DEFINITION, OLD_END, ROW, row, ROW, OLD_END), 10_000), largest);
            rows.clear();
            tap.open(new RowSink() {
                @Override
                public void row(byte[] bytes, int from, int to) {
                    keep(bytes, from, to);
                }

                @Override
                public void tooLarge(long bytes) {
                    skipped.add(bytes);
                }
            });

            assertThat(tap.readAllBytes()).isEqualTo(stream(new byte[] {1}, DEFINITION, OLD_END, OLD_END));
            assertThat(tap.shut()).isTrue();
            boolean fits = length + 4 <= largest;
            assertThat(rows).hasSize(fits ? 3 : 2).startsWith(ROW).endsWith(ROW);
            assertThat(skipped).isEqualTo(fits ? List.of() : List.of((long) length));
        }
    }

    @Test
    void letsTheDriverMeetTheEndOfAStreamThatIsCutShort() throws IOException {
        byte[] whole = stream(new byte[] {1}, DEFINITION, OLD_END, ROW, ROW);
        RowTap tap = new RowTap(new ByteArrayInputStream(whole, 0, whole.length - 1));
        tap.open(this::keep);

        byte[] head = stream(new byte[] {1}, DEFINITION, OLD_END);
        assertThat(tap.readNBytes(head.length)).isEqualTo(head);
        assertThat(tap.readAllBytes()).hasSize(ROW.length + 3);
        assertThat(tap.shut()).isFalse();
        assertThat(rows).containsExactly(ROW);
    }

    @Test
    void refusesARowOfSeveralPacketsThatIsCutShort() throws IOException {
        byte[] whole = stream(new byte[] {1}, DEFINITION, OLD_END, new byte[0xFFFFFF + 10]);
        RowTap tap = new RowTap(new ByteArrayInputStream(whole, 0, whole.length - 1));
        tap.open(this::keep);

        assertThatThrownBy(tap::readAllBytes).isInstanceOf(EOFException.class);
    }

    @Test
    void isNothingButAStreamWhileItIsShut() throws IOException {
        byte[] stream = stream(new byte[] {1}, DEFINITION, ROW, NEW_END);
        RowTap tap = new RowTap(new ByteArrayInputStream(stream));

        assertThat(tap.available()).isEqualTo(stream.length);
        assertThat(tap.read()).isEqualTo(1);
        assertThat(tap.readAllBytes()).isEqualTo(Arrays.copyOfRange(stream, 1, stream.length));
    }

    private void keep(byte[] bytes, int from, int to) {
        rows.add(Arrays.copyOfRange(bytes, from, to));
    }

    /** Packets numbered from one, long ones cut. */
    private static byte[] stream(byte[]... payloads) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int sequence = 1;
        for (byte[] payload : payloads) {
            int at = 0;
            int length;
            do {
                length = Math.min(0xFFFFFF, payload.length - at);
                out.write(new byte[] {(byte) length, (byte) (length >> 8), (byte) (length >> 16), (byte) sequence++});
                out.write(payload, at, length);
                at += length;
            } while (length == 0xFFFFFF);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        return out.toByteArray();
    }

    /** Gives out few bytes at a time, as a network does. */
    private static final class Pieces extends InputStream {
        private final InputStream in;
        private final int size;

        Pieces(byte[] stream, int size) {
            in = new ByteArrayInputStream(stream);
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(size, length));
        }
    }
}
