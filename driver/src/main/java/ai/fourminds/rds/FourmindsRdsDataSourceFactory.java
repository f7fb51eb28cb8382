package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.JdbcUrl;
import ai.fourminds.rds.internal.settings.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link FourmindsRdsDataSource} as a JNDI reference and reads it back. Stateless; public because JNDI
 * requires it.
 */
public final class FourmindsRdsDataSourceFactory implements ObjectFactory {

    private static final String URL = "url";
    private static final String DATABASE_NAME = "databaseName";
    private static final String LOGIN_TIMEOUT = "loginTimeout";

    /** Called by JNDI. */
    public FourmindsRdsDataSourceFactory() {}

    static Reference of(String url, String databaseName, int loginTimeout, Map<String, String> settings)
            throws NamingException {
        Set<String> names = new TreeSet<>(settings.keySet());
        if (JdbcUrl.isOurs(url)) {
            names.addAll(JdbcUrl.parse(url, new ArrayList<>()).parameters().keySet());
        }
        for (String name : names) {
            Setting secret = Setting.named(name).filter(Setting::secret).orElse(null);
            if (secret != null) {
                throw new NamingException(
                        name + ": a naming service would show this secret; put it into a saved connection,"
                                + " or into the environment as " + secret.environmentVariable());
            }
        }
        Reference reference = new Reference(
                FourmindsRdsDataSource.class.getName(), FourmindsRdsDataSourceFactory.class.getName(), null);
        reference.add(new StringRefAddr(URL, url));
        reference.add(new StringRefAddr(DATABASE_NAME, databaseName));
        reference.add(new StringRefAddr(LOGIN_TIMEOUT, Integer.toString(loginTimeout)));
        settings.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    /** Returns the data source of a reference, or null for a reference to another class. */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment) {
        if (!(object instanceof Reference reference)
                || !FourmindsRdsDataSource.class.getName().equals(reference.getClassName())) {
            return null;
        }
        FourmindsRdsDataSource source = new FourmindsRdsDataSource();
        for (RefAddr address : Collections.list(reference.getAll())) {
            String value = String.valueOf(address.getContent());
            switch (address.getType()) {
                case URL -> source.setUrl(value);
                case DATABASE_NAME -> source.setDatabaseName(value);
                case LOGIN_TIMEOUT -> source.setLoginTimeout(Integer.parseInt(value));
                default -> source.setSetting(address.getType(), value);
            }
        }
        return source;
    }
}
