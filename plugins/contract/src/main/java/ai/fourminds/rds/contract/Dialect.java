package ai.fourminds.rds.contract;

import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL and names in which engines differ, as far as the contract needs them. Immutable. */
public interface Dialect {

    /** Returns the engine of the server. */
    DatabaseEngine engine();

    /** Returns whether the server runs in a container of an official image. */
    boolean isInContainer();

    /** Returns the identifier of the main instance. */
    String instance();

    /** Returns the identifier of an instance related to the main one: {@code tunnel}, {@code wrongcert}. */
    String instance(String neighbour);

    /** Returns the database from which an administrator may create databases. */
    String adminDatabase();

    /** Returns the schema of unqualified tables, or null. */
    @Nullable
    String schema();

    /** Returns a user with a password, who is no IAM user. */
    String passwordUser();

    /** Creates an empty database whose tables the contract's user may read, in place of one left by an earlier run. */
    List<String> createDatabase(String name);

    /** Revokes the right to connect to a database from all users without a grant. */
    List<String> closeDatabase(String name);

    /** Lets a user into a closed database and read all of its tables. */
    List<String> grantDatabase(String name, String user);

    /** Lets a user into a closed database; empty if a grant on a table is enough. */
    List<String> grantConnect(String name, String user);

    /** Grants one privilege, {@code SELECT} or {@code UPDATE}, on one table of a database that the user may enter. */
    String grantTable(String privilege, String table, String user);

    /** Creates a table whose only column {@code n} counts up from 1. */
    List<String> numbers(String table, int rows);

    /** Quotes a name. */
    String quoted(String name);

    /** Returns names that break careless code. */
    List<String> hostileNames();

    /** Returns a type of binary data. */
    String binaryType();

    /** Returns a type of single precision numbers. */
    String singleType();

    /** Returns a query that streams more rows than any test reads. */
    String endlessQuery();

    /** Returns a query for the current user. */
    String currentUser();

    /** Returns a query for the current database. */
    String currentDatabase();

    /** Returns a query for the connection's id. */
    String connectionId();

    /** Returns a query that counts the running statements containing this text. */
    String running(String text);

    /** Returns a statement that ends a connection by its id. */
    String kill(String id);
}
