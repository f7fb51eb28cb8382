package ai.fourminds.rds.internal.events;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A step as an event of Flight Recorder: one type per kind, all with the same fields. Used only if the JDK has Flight
 * Recorder.
 */
@Category("Fourminds RDS")
@StackTrace(false)
abstract class StepEvents extends Event {

    @Label("Instance or method")
    String subject = "";

    @Label("Detail")
    String detail = "";

    @Label("Outcome: ok, or the failure's code")
    String outcome = "";

    void end(String ofSubject, String ofDetail, String ofOutcome) {
        end();
        if (shouldCommit()) {
            subject = ofSubject;
            detail = ofDetail;
            outcome = ofOutcome;
            commit();
        }
    }

    /**
     * Begins an event of each kind. A separate class: during a recording the JDK instruments each event type as it is
     * loaded, and cannot if the type's own superclass creates it.
     */
    static final class Types {

        private Types() {}

        static StepEvents begin(Step.Kind kind) {
            StepEvents event = switch (kind) {
                case CONNECT -> new Connect();
                case LOOK_UP -> new LookUp();
                case CREDENTIALS -> new Credentials();
                case TLS -> new Tls();
                case TOKEN -> new Token();
                case LOGIN -> new Login();
            };
            event.begin();
            return event;
        }
    }

    @Name("ai.fourminds.rds.Connect")
    @Label("Connect")
    private static final class Connect extends StepEvents {}

    @Name("ai.fourminds.rds.LookUp")
    @Label("Look-up of an instance")
    private static final class LookUp extends StepEvents {}

    @Name("ai.fourminds.rds.Credentials")
    @Label("AWS credentials")
    private static final class Credentials extends StepEvents {}

    @Name("ai.fourminds.rds.Tls")
    @Label("TCP and TLS")
    private static final class Tls extends StepEvents {}

    @Name("ai.fourminds.rds.Token")
    @Label("Token")
    private static final class Token extends StepEvents {}

    @Name("ai.fourminds.rds.Login")
    @Label("Login")
    private static final class Login extends StepEvents {}
}
