package dev.paddock.profile;

import java.util.List;
import java.util.Optional;

/**
 * What one layer says, typed and valid in itself.
 *
 * @param write empty if the layer does not say what may be written
 */
record LayerRules(
    Optional<List<Sourced<WriteEntry>>> write,
    List<Sourced<PathGrant>> read,
    List<Sourced<PathGrant>> copy,
    List<Sourced<PathPattern>> hide,
    NetworkRules network,
    List<Sourced<CredentialRule>> credentials,
    PortRules ports,
    LayerGit git,
    List<Sourced<VariablePattern>> pass,
    Limits limits,
    AutoModeRules autoMode,
    PermissionRules permissions,
    ClassifierRules classifier,
    AskRules ask) {}
