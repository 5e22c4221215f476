package dev.paddock.profile;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the layers of a profile are.
 *
 * @param project the project's folder, which holds {@code .paddock.toml}
 * @param organisationFile {@code /etc/paddock/profile.toml}
 * @param userConfigDirectory holds {@code profile.toml} and {@code profiles/NAME.toml}
 * @param stateDirectory holds {@code trust}
 * @param name the NAME of {@code -p}
 */
public record ProfileSources(
    Path home,
    Path project,
    Path organisationFile,
    Path userConfigDirectory,
    Path stateDirectory,
    Optional<String> name,
    Flags flags) {}
