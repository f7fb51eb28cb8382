package ai.fourminds.rds.local.aws.query;

import java.util.Locale;

/** An AWS service of the query protocol. */
public enum Service {
    RDS("http://rds.amazonaws.com/doc/2014-10-31/"),
    STS("https://sts.amazonaws.com/doc/2011-06-15/");

    private final String namespace;

    Service(String namespace) {
        this.namespace = namespace;
    }

    String namespace() {
        return namespace;
    }

    /** Returns the name in signatures. */
    String signingName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
