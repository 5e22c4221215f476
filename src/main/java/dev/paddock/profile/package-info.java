/**
 * What a session may touch: the profile, its TOML, its layers, and trust in a project's own file.
 *
 * <p>Entry points: {@link dev.paddock.profile.ProfileLoader} reads the layers into one {@link
 * dev.paddock.profile.Profile}; {@link dev.paddock.profile.TrustStore} remembers which project
 * files their owner accepted; {@link dev.paddock.profile.ProfileDescription} shows the result.
 *
 * <h2>Layers</h2>
 *
 * In this order: built-in defaults, the organisation's file, the user's {@code profile.toml} and,
 * when asked for by name, {@code profiles/NAME.toml}, the project's {@code .paddock.toml}, the
 * flags of {@code paddock run}. All but an untrusted project file are <em>owner's layers</em>.
 *
 * <table>
 *   <caption>What a layer does to those before it</caption>
 *   <tr><th>key</th><th>owner's layer</th><th>untrusted project file</th></tr>
 *   <tr><td>files.hide, git.protect</td><td>adds</td><td>adds</td></tr>
 *   <tr><td>files.write, git.push</td><td>replaces</td><td>narrows; lifts no protection</td></tr>
 *   <tr><td>files.read, files.copy, env.pass, network.allow, network.private, ports.*</td>
 *       <td>adds</td><td>ignored, with a notice</td></tr>
 *   <tr><td>network.host</td><td>adds</td>
 *       <td>narrows what may be reached on port 443; names no credential anew</td></tr>
 *   <tr><td>network.registries</td><td>sets; the organisation's false stays</td>
 *       <td>false only</td></tr>
 *   <tr><td>credentials</td><td>adds, and replaces the one of the same name</td>
 *       <td>ignored, with a notice: they run commands outside</td></tr>
 *   <tr><td>auto_mode.*</td><td>adds</td><td>ignored, with a notice: prose steers a judge</td></tr>
 *   <tr><td>classifier.*</td>
 *       <td>sets; the organisation's provider, model and base_url stay, its budgets are
 *           ceilings</td>
 *       <td>ignored, with a notice: it would name its own judge</td></tr>
 *   <tr><td>limits.*, git.land, ask.wait</td><td>sets; what the organisation set is a ceiling</td>
 *       <td>lowers what an earlier layer set</td></tr>
 *   <tr><td>permissions.import</td><td>sets; the organisation's true stays</td>
 *       <td>true only</td></tr>
 *   <tr><td>permissions.allow</td><td>adds</td><td>ignored, with a notice</td></tr>
 * </table>
 *
 * <h2>What it may depend on</h2>
 *
 * The JDK and a TOML reader. No JSON, no other room.
 *
 * <h2>What it defends against</h2>
 *
 * <ul>
 *   <li>A hostile repository that widens its own limits: its file only narrows until its exact
 *       bytes, read once, have been trusted; symbolic links in it are followed before anything is
 *       compared.
 *   <li>A typing error that silently opens or closes something: every unknown key, wrong type and
 *       impossible value is an error with line and column, and all of them are told at once.
 *   <li>A grant that hands over the machine or Paddock itself: system folders, HOME as a whole,
 *       Paddock's own settings and state are refused.
 *   <li>Text of a hostile file that steers the terminal: whatever is quoted from a file is escaped.
 * </ul>
 */
@NullMarked
package dev.paddock.profile;

import org.jspecify.annotations.NullMarked;
