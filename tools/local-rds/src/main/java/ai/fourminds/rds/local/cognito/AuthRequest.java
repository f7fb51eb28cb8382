package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.SigV4;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The app client and the parameters of a sign-in request. Immutable; lives for one request. */
final class AuthRequest {
    private final CognitoClient client;
    private final JsonNode texts;

    private AuthRequest(CognitoClient client, JsonNode texts) {
        this.client = client;
        this.texts = texts;
    }

    /**
     * Parses a request. The parameters are in its member {@code member} or, if that is empty, in the request itself.
     */
    static AuthRequest read(CognitoPool pool, JsonNode request, String member) {
        String clientId = text(request, "ClientId").orElseThrow(() -> Refusals.missing("ClientId"));
        CognitoClient client = pool.client(clientId)
                .orElseThrow(() -> Refusals.notFound("User pool client " + clientId + " does not exist."));
        return new AuthRequest(client, member.isEmpty() ? request : request.path(member));
    }

    CognitoClient client() {
        return client;
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> Refusals.missing(name));
    }

    private Optional<String> optional(String name) {
        return text(texts, name);
    }

    private static Optional<String> text(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Verifies the client's secret, which newer operations send itself. */
    void verifySecret() {
        String secret = client.secret();
        if (secret != null && !SigV4.sameText(secret, optional("ClientSecret").orElse(""))) {
            throw Refusals.notAuthorized("Unable to verify secret of client " + client.id());
        }
    }

    /**
     * Verifies SECRET_HASH, the Base64 of HMAC-SHA256(secret, username + id), which clients with a secret must send.
     */
    void verifySecretHash(String username) {
        Optional<String> presented = optional("SECRET_HASH");
        String secret = client.secret();
        if (secret == null && presented.isPresent()) {
            throw Refusals.notAuthorized(
                    "Client " + client.id() + " is not configured for secret but secret hash was received");
        }
        if (secret != null && presented.isEmpty()) {
            throw Refusals.notAuthorized(
                    "Client " + client.id() + " is configured with secret but SECRET_HASH was not received");
        }
        if (secret != null && !SigV4.sameText(secretHash(secret, username), presented.orElse(""))) {
            throw Refusals.notAuthorized("Unable to verify secret hash for client " + client.id());
        }
    }

    private String secretHash(String secret, String username) {
        byte[] hash = SigV4.hmac(secret.getBytes(StandardCharsets.UTF_8), username + client.id());
        return Base64.getEncoder().encodeToString(hash);
    }
}
