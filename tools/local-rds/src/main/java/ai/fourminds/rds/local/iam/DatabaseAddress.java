package ai.fourminds.rds.local.iam;

/** Where an instance is announced to be, and the id that IAM policies know it by. Immutable. */
public record DatabaseAddress(
        String host, int port, String region, String accountId, String resourceId, boolean iamAuthentication) {

    String connectResource(String user) {
        return "arn:aws:rds-db:%s:%s:dbuser:%s/%s".formatted(region, accountId, resourceId, user);
    }
}
