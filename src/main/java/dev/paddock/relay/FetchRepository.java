package dev.paddock.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.transport.PacketLineOut;

/**
 * Serves fetches from the mirror with git's own upload-pack, which streams packs as they are: a
 * large repository costs no memory here. Thread-safe.
 */
final class FetchRepository implements ServedRepository {
  private static final String V2 = "version=2";

  private final OwnersGit git;
  private final Upstream upstream;
  private final Mirror mirror;
  private final LfsStore largeFiles;
  private final RelayEvents events;
  private volatile boolean asked;

  FetchRepository(
      OwnersGit git, Upstream upstream, Mirror mirror, LfsStore largeFiles, RelayEvents events) {
    this.git = git;
    this.upstream = upstream;
    this.mirror = mirror;
    this.largeFiles = largeFiles;
    this.events = events;
  }

  @Override
  public void advertise(String protocol, OutputStream out) throws IOException, RelayRefusal {
    refresh();
    Process process =
        serve(
            protocol,
            "upload-pack",
            "--strict",
            "--stateless-rpc",
            "--http-backend-info-refs",
            ".");
    if (!protocol.equals(V2)) {
      PacketLineOut lines = new PacketLineOut(out);
      lines.writeString("# service=" + GitService.UPLOAD_PACK.command() + "\n");
      lines.end();
    }
    carry(process, InputStream.nullInputStream(), out, OutputStream.nullOutputStream());
  }

  @Override
  public void answer(String protocol, InputStream in, OutputStream out)
      throws IOException, RelayRefusal {
    if (!asked) {
      refresh();
    }
    InputStream request = protocol.equals(V2) ? named(in) : in;
    carry(
        serve(protocol, "upload-pack", "--strict", "--stateless-rpc", "."),
        request,
        out,
        OutputStream.nullOutputStream());
    events.fetched(upstream.name());
  }

  @Override
  public int converse(String protocol, InputStream in, OutputStream out, OutputStream err)
      throws IOException, RelayRefusal {
    refresh();
    int status = carry(serve(protocol, "upload-pack", "--strict", "."), in, out, err);
    events.fetched(upstream.name());
    return status;
  }

  @Override
  public LfsStore largeFiles() {
    return largeFiles;
  }

  /** Fetches what the client names and the mirror does not have, {@code refs/pull/12/head} say. */
  private InputStream named(InputStream in) throws IOException, RelayRefusal {
    LsRefs request = LsRefs.peek(in);
    try {
      mirror.fetchNamed(request.names());
    } catch (GitFailure e) {
      throw failed(e);
    }
    return request.stream();
  }

  private void refresh() throws RelayRefusal {
    try {
      mirror.refresh();
      asked = true;
    } catch (GitFailure e) {
      throw failed(e);
    }
  }

  private Process serve(String protocol, String... arguments) throws RelayRefusal {
    try {
      return git.serve(mirror.folder(), protocol, arguments);
    } catch (GitFailure e) {
      throw failed(e);
    }
  }

  private RelayRefusal failed(GitFailure failure) {
    events.failed(upstream.name(), String.valueOf(failure.getMessage()));
    return failure.refusal("Fetching from " + upstream.name());
  }

  /** Carries bytes both ways until the service ends, or the client goes away. */
  private int carry(Process process, InputStream in, OutputStream out, OutputStream err)
      throws IOException {
    try {
      Thread.startVirtualThread(() -> send(process, in));
      CompletableFuture<Void> told =
          CompletableFuture.runAsync(() -> tell(process, err), Thread::startVirtualThread);
      process.getInputStream().transferTo(out);
      out.flush();
      int status = process.waitFor();
      told.join();
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the session ends", e);
    } finally {
      git.end(process);
    }
  }

  private static void send(Process process, InputStream in) {
    try (OutputStream to = process.getOutputStream()) {
      byte[] buffer = new byte[16384];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        to.write(buffer, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      // Either side has gone; the other sees it.
    }
  }

  private static void tell(Process process, OutputStream err) {
    try (InputStream said = process.getErrorStream()) {
      said.transferTo(err);
    } catch (IOException e) {
      // The client has gone, which its own stream shows as well.
    }
  }
}
