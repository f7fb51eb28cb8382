package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.SigV4;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A sign-in request's app client and the texts that came with it. Immutable; lives for one request. */
final class AuthRequest {
    private final CognitoClient client;
    private final JsonNode texts;

    private AuthRequest(CognitoClient client, JsonNode texts) {
        this.client = client;
        this.texts = texts;
    }

    /** Texts are in the request's member {@code member}, or, where that is empty, in the request itself. */
    static AuthRequest read(UserPool pool, JsonNode request, String member) {
        String clientId = text(request, "ClientId").orElseThrow(() -> CognitoException.missing("ClientId"));
        CognitoClient client = pool.client(clientId)
                .orElseThrow(() -> CognitoException.notFound("User pool client " + clientId + " does not exist."));
        return new AuthRequest(client, member.isEmpty() ? request : request.path(member));
    }

    CognitoClient client() {
        return client;
    }

    String required(String name) {
        return optional(name).orElseThrow(() -> CognitoException.missing(name));
    }

    private Optional<String> optional(String name) {
        return text(texts, name);
    }

    private static Optional<String> text(JsonNode from, String name) {
        JsonNode value = from.path(name);
        return value.isTextual() && !value.asText().isEmpty() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Newer operations take the secret itself. */
    void verifySecret() {
        String secret = client.secret();
        if (secret != null && !SigV4.sameText(secret, optional("ClientSecret").orElse(""))) {
            throw CognitoException.notAuthorized("Unable to verify secret of client " + client.id());
        }
    }

    /** SECRET_HASH, which clients with a secret must send, is the Base64 of HMAC-SHA256(secret, username + id). */
    void verifySecretHash(String username) {
        Optional<String> presented = optional("SECRET_HASH");
        String secret = client.secret();
        if (secret == null && presented.isPresent()) {
            throw CognitoException.notAuthorized(
                    "Client " + client.id() + " is not configured for secret but secret hash was received");
        }
        if (secret != null && presented.isEmpty()) {
            throw CognitoException.notAuthorized(
                    "Client " + client.id() + " is configured with secret but SECRET_HASH was not received");
        }
        if (secret != null && !SigV4.sameText(secretHash(secret, username), presented.orElse(""))) {
            throw CognitoException.notAuthorized("Unable to verify secret hash for client " + client.id());
        }
    }

    private String secretHash(String secret, String username) {
        byte[] hash = SigV4.hmac(secret.getBytes(StandardCharsets.UTF_8), username + client.id());
        return Base64.getEncoder().encodeToString(hash);
    }
}
