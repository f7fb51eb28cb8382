package ai.fourminds.rds.local.iam;

import java.util.Optional;

/** The scope of a Signature Version 4 credential: {@code AKID/yyyymmdd/region/service/aws4_request}. Immutable. */
public record CredentialScope(String accessKeyId, String date, String region, String service) {
    public static Optional<CredentialScope> parse(String credential) {
        String[] parts = credential.split("/", -1);
        if (parts.length != 5 || !parts[4].equals(SigV4.TERMINATOR)) {
            return Optional.empty();
        }
        return Optional.of(new CredentialScope(parts[0], parts[1], parts[2], parts[3]));
    }

    String text() {
        return String.join("/", date, region, service, SigV4.TERMINATOR);
    }
}
