package ai.fourminds.rds.mariadb.cells;

import java.sql.SQLDataException;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;

/**
 * Reads any column as {@link ServerText}, and encodes nothing; public because {@link java.util.ServiceLoader}
 * instantiates it for MariaDB Connector/J. Stateless and thread-safe.
 */
public final class TextCodec implements Codec<TextCodec.ServerText> {

    /** For {@link java.util.ServiceLoader}. */
    public TextCodec() {}

    @Override
    public String className() {
        return ServerText.class.getName();
    }

    @Override
    public boolean canDecode(ColumnDecoder column, Class<?> type) {
        return type == ServerText.class;
    }

    @Override
    public boolean canEncode(Object value) {
        return false;
    }

    @Override
    public ServerText decodeText(
            ReadableByteBuf cell, MutableInt length, ColumnDecoder column, @Nullable Calendar zone, Context context) {
        byte[] bytes = new byte[length.get()];
        cell.readBytes(bytes);
        return new ServerText(bytes);
    }

    @Override
    public ServerText decodeBinary(
            ReadableByteBuf cell, MutableInt length, ColumnDecoder column, @Nullable Calendar zone, Context context)
            throws SQLDataException {
        cell.skip(length.get());
        throw new SQLDataException("a prepared statement's cells do not come as text");
    }

    @Override
    public void encodeText(
            Writer out, Context context, ServerText value, @Nullable Calendar zone, @Nullable Long length)
            throws SQLDataException {
        throw notAParameter();
    }

    @Override
    public int getApproximateTextProtocolLength(ServerText value, @Nullable Long length) {
        return value.bytes().length;
    }

    @Override
    public void encodeBinary(
            Writer out, Context context, ServerText value, @Nullable Calendar zone, @Nullable Long length)
            throws SQLDataException {
        throw notAParameter();
    }

    @Override
    public int getBinaryEncodeType() {
        // Not used: nothing is encoded.
        return 0;
    }

    private static SQLDataException notAParameter() {
        return new SQLDataException("a cell's text is no parameter");
    }

    /** The bytes of a cell from the text protocol; the receiver owns them. Used by one thread. */
    static final class ServerText {

        private final byte[] bytes;

        private ServerText(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
