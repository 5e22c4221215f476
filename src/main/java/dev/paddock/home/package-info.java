/**
 * What of the owner's HOME exists inside a session.
 *
 * <p>Inside, HOME is an empty private folder at the same path; this room names what is put there:
 * warm caches (copy-on-write), installed tools (read-only), harmless small files (copies), settings
 * rewritten from keys that are known to be harmless, and an agent's own state folder. The lists are
 * text files beside the classes.
 *
 * <p>It depends on the JDK (with {@code java.xml}), on tomlj to read the TOML of cargo and uv, and
 * on no other room. It reads the host's files, creates the folders of an agent's state, and runs
 * one program: {@code git config}, found by its absolute path outside the project.
 *
 * <p>It defends against: a credential that enters a session because it lies beside something
 * harmless (a token in {@code ~/.npmrc}, a password in a URL, a key in a start file), because a
 * variable or PATH names a folder that is too wide, or because a symbolic link that an earlier
 * session planted in a project leads there; and against planted programs, since what a session
 * writes in an agent's state is never the owner's real folder. Whatever is not known to be harmless
 * stays outside.
 */
@NullMarked
package dev.paddock.home;

import org.jspecify.annotations.NullMarked;
