package dev.paddock.promises;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * A session signs commits with the owner's ssh key, which it never sees, and does nothing else with
 * it.
 */
@AsEveryCaller
class SigningTest {
  private final World world = World.shared();
  @AutoClose private final Scene scene;

  SigningTest(Caller caller) {
    scene = new Scene(world.move(caller));
  }

  private void signs() throws Exception {
    scene
        .outside(
            """
            mkdir -p ~/keys && ssh-keygen -q -t ed25519 -N '' -C owner -f ~/keys/id
            git config --global user.name Owner && git config --global user.email owner@example.com
            git config --global gpg.format ssh && git config --global user.signingkey ~/keys/id.pub
            git config --global commit.gpgsign true
            echo "owner@example.com $(cat ~/keys/id.pub)" >~/keys/allowed
            git config --global gpg.ssh.allowedSignersFile ~/keys/allowed
            git init -q -b main && git commit -q --allow-empty -m one
            """)
        .end()
        .ended(0);
  }

  @Test
  void commitsAreSignedWithNoPrivateKeyInside() throws Exception {
    signs();
    Result result =
        scene
            .inside(
                "git commit -q --allow-empty -m two; cat ~/keys/id; find ~ -name 'id*'; ls ~/.ssh")
            .end();

    assertThat(result.out()).isEqualTo("signing-key.pub\n");
    assertThat(scene.outside("git log -1 --format='%s %G?'").end().out())
        .as(result.err())
        .isEqualTo("two G\n");
  }

  @Test
  void nothingElseIsSigned() throws Exception {
    signs();
    Result result =
        scene
            .inside(
                "echo x >x; ssh-keygen -Y sign -n file -f ~/.ssh/signing-key.pub x || echo refused; ssh-add -D || echo kept; ssh-add -l")
            .end();

    assertThat(result.out()).contains("refused", "kept", "owner");
    assertThat(scene.exists("x.sig")).isFalse();
  }

  @Test
  void theProfileCanSayNo() throws Exception {
    signs();
    scene.write("~/.config/paddock/profile.toml", "[git]\nsign = false\n");
    scene.inside("git commit -q --allow-empty -m two; echo \"$SSH_AUTH_SOCK\"").end().ended(0);

    assertThat(scene.outside("git log -1 --format='%s %G?'").end().out()).isEqualTo("two N\n");
  }

  @Test
  void anOpenPgpKeySignsTooAndDecryptsNothing() throws Exception {
    // gpg's sockets want a shorter path than a scene's home has.
    Path keys = Files.createTempDirectory(Path.of("/tmp"), "g");
    Folders.give(keys, scene.caller().uid());
    try {
      scene
          .outside(
              """
              gpg --batch -q --pinentry-mode loopback --passphrase '' --quick-gen-key 'Owner <owner@example.com>' default default
              git config --global user.name Owner && git config --global user.email owner@example.com
              git config --global commit.gpgsign true && git init -q -b main
              echo hidden-text | gpg --batch -q --trust-model always -r owner@example.com -e >x.gpg
              """)
          .with("GNUPGHOME", keys.toString())
          .end()
          .ended(0);
      Result result =
          scene
              .inside(
                  "git add x.gpg && git commit -qm two; gpg --batch -q -d x.gpg; ls ~/.gnupg/private-keys-v1.d")
              .with("GNUPGHOME", keys.toString())
              .end();

      assertThat(result.out()).doesNotContain("hidden-text", ".key");
      Call log = scene.outside("git log -1 --format='%s %G?'").with("GNUPGHOME", keys.toString());
      assertThat(log.end().out()).as(result.err()).isEqualTo("two G\n");
    } finally {
      scene.outside("gpgconf --kill gpg-agent").with("GNUPGHOME", keys.toString()).end();
      Folders.delete(keys);
    }
  }
}
