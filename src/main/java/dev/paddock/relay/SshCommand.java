package dev.paddock.relay;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/** One thing that an ssh client asks to be executed: git's services, and nothing else. */
final class SshCommand implements Command {
  private static final int REFUSED = 128;

  private final String line;
  private final Repositories repositories;
  private final RelayEvents events;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private @Nullable OutputStream err;
  private @Nullable ExitCallback exit;
  private @Nullable Thread thread;

  SshCommand(String line, Repositories repositories, RelayEvents events) {
    this.line = line;
    this.repositories = repositories;
    this.events = events;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) {
    Preamble preamble =
        (Preamble) channel.getSession().getIoSession().getAttribute(SshFront.PREAMBLE);
    String protocol = environment.getEnv().getOrDefault("GIT_PROTOCOL", "");
    thread =
        Thread.ofVirtual()
            .name("git-relay-ssh")
            .start(() -> run(preamble, protocol.matches("[a-z0-9=:]{1,64}") ? protocol : ""));
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run(Preamble preamble, String protocol) {
    OutputStream told = err;
    ExitCallback callback = exit;
    if (in == null || out == null || told == null || callback == null) {
      return;
    }
    int status;
    try {
      status = execute(preamble, protocol, in, out, told);
      out.flush();
      told.flush();
    } catch (IOException e) {
      status = REFUSED;
    } catch (RuntimeException e) {
      events.failed(preamble.host(), "the relay failed: " + e);
      status = REFUSED;
    }
    callback.onExit(status);
  }

  private int execute(
      Preamble preamble, String protocol, InputStream in, OutputStream out, OutputStream told)
      throws IOException {
    Optional<GitCommandLine> command = GitCommandLine.parse(line);
    String path = command.map(GitCommandLine::path).orElse("");
    try {
      if (command.isPresent() && command.get().command().equals("git-lfs-authenticate")) {
        return authenticate(preamble, command.get(), out);
      }
      Optional<GitService> service =
          command
              .filter(c -> c.arguments().size() == 1)
              .flatMap(c -> GitService.named(c.command()));
      if (service.isEmpty()) {
        throw command.isPresent() ? Refusals.unknownService() : Refusals.noShell();
      }
      return repositories
          .find(preamble.host(), path, service.get())
          .converse(protocol, in, new Prompt(out), told);
    } catch (RelayRefusal refusal) {
      told.write((refusal.text() + "\n").getBytes(StandardCharsets.UTF_8));
      return REFUSED;
    }
  }

  /**
   * Large files go over HTTPS, to this relay, which needs no key (git-lfs,
   * docs/api/authentication.md).
   */
  private int authenticate(Preamble preamble, GitCommandLine command, OutputStream out)
      throws IOException, RelayRefusal {
    GitService service =
        command.arguments().contains("upload") ? GitService.RECEIVE_PACK : GitService.UPLOAD_PACK;
    ServedRepository _ = repositories.find(preamble.host(), command.path(), service);
    String path = "/" + command.path().replaceFirst("^/+", "").replaceFirst("(\\.git)?/*$", ".git");
    if (!path.matches("/[A-Za-z0-9._~/+-]+")) {
      throw Refusals.noSuchPage();
    }
    String href = preamble.url(path + "/info/lfs");
    out.write("{\"href\":\"%s\",\"header\":{}}\n".formatted(href).getBytes(StandardCharsets.UTF_8));
    return 0;
  }

  /** Sends at once what is written: the other side waits for it before it says more. */
  private static final class Prompt extends FilterOutputStream {
    Prompt(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      out.flush();
    }
  }
}
