package dev.paddock.credentials;

import java.util.Optional;

/**
 * A key of the owner's that is added to requests outside.
 *
 * @param name what profiles call it
 * @param source where it is kept
 * @param header the HTTP header that carries it, {@code Authorization} mostly
 * @param format the header's value, with {@code {}} where the key goes: {@code Bearer {}}
 * @param variable the environment variable that holds the placeholder inside, if there is one
 * @param placeholder what stands for the key inside, in this session; of the key's shape, and worth
 *     nothing
 */
public record Credential(
    String name,
    CredentialSource source,
    String header,
    String format,
    Optional<String> variable,
    String placeholder) {}
