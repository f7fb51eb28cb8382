package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;

/**
 * A change to a saved connection: a sentence for people, an object for programs. Immutable.
 *
 * @param name the connection's name
 * @param path the changed file
 * @param message the sentence
 */
record ConnectionChange(String name, String path, String message) {
    private static final Listing<ConnectionChange> CHANGE = Listing.<ConnectionChange>empty()
            .field("name", ConnectionChange::name)
            .field("path", ConnectionChange::path)
            .field("message", ConnectionChange::message);

    static void print(ConnectionChange change, Session session) throws IOException {
        if (session.format() == Format.TABLE) {
            session.console().say(change.message());
        } else {
            CHANGE.printOne(change, session.format(), session.console());
        }
    }
}
