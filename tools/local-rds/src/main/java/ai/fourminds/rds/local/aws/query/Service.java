package ai.fourminds.rds.local.aws.query;

/** An AWS service, by its name in signatures and answers. */
public enum Service {
    RDS("rds", "http://rds.amazonaws.com/doc/2014-10-31/"),
    STS("sts", "https://sts.amazonaws.com/doc/2011-06-15/");

    private final String signingName;
    private final String namespace;

    Service(String signingName, String namespace) {
        this.signingName = signingName;
        this.namespace = namespace;
    }

    public String signingName() {
        return signingName;
    }

    public String namespace() {
        return namespace;
    }
}
