package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.iam.CredentialScope;
import ai.fourminds.rds.local.iam.SigV4;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Authorization header of Signature Version 4, taken apart. Immutable. */
record Authorization(CredentialScope scope, List<String> signedHeaders, String signature) {
    static Optional<Authorization> parse(String header) {
        if (!header.startsWith(SigV4.ALGORITHM + " ")) {
            return Optional.empty();
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
            String[] nameAndValue = part.strip().split("=", 2);
            parts.put(nameAndValue[0], nameAndValue.length == 2 ? nameAndValue[1] : "");
        }
        List<String> signedHeaders =
                List.of(parts.getOrDefault("SignedHeaders", "").split(";"));
        String signature = parts.getOrDefault("Signature", "");
        if (signature.isEmpty()) {
            return Optional.empty();
        }
        return CredentialScope.parse(parts.getOrDefault("Credential", ""))
                .map(scope -> new Authorization(scope, signedHeaders, signature));
    }

    @Override
    public String toString() {
        return "Authorization[" + scope.accessKeyId() + "]";
    }
}
