package ai.fourminds.rds.contract;

import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What differs between engines, as far as the contract must say it in SQL. Immutable. */
public interface Dialect {

    /** The server to run. */
    DatabaseEngine engine();

    /** Whether the server is that of an official image, in a container. */
    boolean isInContainer();

    /** The identifier of the main instance. */
    String instance();

    /** The identifier of the main instance's neighbour: {@code tunnel}, {@code wrongcert}. */
    String instance(String neighbour);

    /** Where an administrator may create databases from. */
    String adminDatabase();

    /** The schema of tables that say none, or null. */
    @Nullable
    String schema();

    /** A user that has a password and is no IAM user. */
    String passwordUser();

    /** Makes a database whose tables the guide's user may read. */
    List<String> createDatabase(String name);

    /** Revokes the right to connect to a database from all users without a grant. */
    List<String> closeDatabase(String name);

    /** Lets a user into a closed database and read all of its tables. */
    List<String> grantDatabase(String name, String user);

    /** Lets a user into a closed database; none where a grant on a table does that. */
    List<String> grantConnect(String name, String user);

    /** Lets a user do one thing, {@code SELECT} or {@code UPDATE}, with one table of a database that it may be in. */
    String grantTable(String privilege, String table, String user);

    /** Makes a table whose only column {@code n} counts up from 1. */
    List<String> numbers(String table, int rows);

    /** A name as SQL quotes it. */
    String quoted(String name);

    /** Names that break careless code. */
    List<String> hostileNames();

    /** A type of bytes. */
    String binaryType();

    /** A type of numbers with single precision. */
    String singleType();

    /** A query that streams more rows than anybody waits for. */
    String endlessQuery();

    /** Asks who one is. */
    String currentUser();

    /** Asks where one is. */
    String currentDatabase();

    /** Asks for the connection's number. */
    String connectionId();

    /** Counts the statements that run now and hold this text. */
    String running(String text);

    /** Ends a connection by its number. */
    String kill(String id);
}
