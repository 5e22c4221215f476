package dev.paddock.sandbox;

import dev.paddock.linux.FileNames;
import dev.paddock.linux.ResourceLimit;
import dev.paddock.sandbox.InitStep.Bind;
import dev.paddock.sandbox.InitStep.Limit;
import dev.paddock.sandbox.InitStep.Listen;
import dev.paddock.sandbox.InitStep.MakeDirectory;
import dev.paddock.sandbox.InitStep.MakeLink;
import dev.paddock.sandbox.InitStep.Mask;
import dev.paddock.sandbox.InitStep.MountOverlay;
import dev.paddock.sandbox.InitStep.MountScratch;
import dev.paddock.sandbox.InitStep.MountTerminals;
import dev.paddock.sandbox.InitStep.Pin;
import dev.paddock.sandbox.InitStep.RaiseLoopback;
import dev.paddock.sandbox.InitStep.Route;
import dev.paddock.sandbox.InitStep.Seal;
import dev.paddock.sandbox.InitStep.StageTree;
import dev.paddock.sandbox.InitStep.WriteFile;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the supervisor tells the init stage, and its form on the wire between the two: both are the
 * same build, so there is no version to negotiate.
 */
public record InitPlan(List<InitStep> steps, Launch launch) {
  private static final int MOST = 1 << 24;

  /** Returns how many sockets the init stage will hand to the supervisor. */
  int sockets() {
    return (int) steps.stream().filter(Listen.class::isInstance).count();
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeInt(steps.size());
    for (InitStep step : steps) {
      switch (step) {
        case MountScratch(String path, long bytes) -> {
          out.writeByte('S');
          text(out, path);
          out.writeLong(bytes);
        }
        case MakeDirectory(String path, int mode) -> {
          out.writeByte('D');
          text(out, path);
          out.writeInt(mode);
        }
        case MakeLink(String content, String path) -> {
          out.writeByte('K');
          text(out, content);
          text(out, path);
        }
        case WriteFile(String path, int mode, byte[] content) -> {
          out.writeByte('F');
          text(out, path);
          out.writeInt(mode);
          bytes(out, content);
        }
        case MountOverlay(String lower, String upper, String work, String target) -> {
          out.writeByte('O');
          text(out, lower);
          text(out, upper);
          text(out, work);
          text(out, target);
        }
        case StageTree(String source, long device, long inode, String target) -> {
          out.writeByte('P');
          text(out, source);
          out.writeLong(device);
          out.writeLong(inode);
          text(out, target);
        }
        case Seal(String tree, String path, long device, long inode) -> {
          out.writeByte('E');
          text(out, tree);
          text(out, path);
          out.writeLong(device);
          out.writeLong(inode);
        }
        case Bind(String tree, String path, String source, long device, long inode) -> {
          out.writeByte('I');
          text(out, tree);
          text(out, path);
          text(out, source);
          out.writeLong(device);
          out.writeLong(inode);
        }
        case Pin(String tree, String path) -> {
          out.writeByte('N');
          text(out, tree);
          text(out, path);
        }
        case Mask(String tree, String path, String with) -> {
          out.writeByte('M');
          text(out, tree);
          text(out, path);
          text(out, with);
        }
        case MountTerminals(String path) -> {
          out.writeByte('T');
          text(out, path);
        }
        case RaiseLoopback() -> out.writeByte('L');
        case Route(String address, int prefix) -> {
          out.writeByte('A');
          text(out, address);
          out.writeInt(prefix);
        }
        case Listen(String address, int port, boolean datagram) -> {
          out.writeByte('B');
          text(out, address);
          out.writeInt(port);
          out.writeBoolean(datagram);
        }
        case Limit(ResourceLimit(int resource, long value)) -> {
          out.writeByte('R');
          out.writeInt(resource);
          out.writeLong(value);
        }
      }
    }
    text(out, launch.program());
    texts(out, launch.options());
    text(out, launch.script());
    texts(out, launch.environment());
    bytes(out, launch.filter());
    out.writeInt(launch.terminals().size());
    for (int terminal : launch.terminals()) {
      out.writeInt(terminal);
    }
    text(out, launch.terminalPath());
    out.flush();
  }

  static InitPlan readFrom(DataInputStream in) throws IOException {
    int count = count(in);
    List<InitStep> steps = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      steps.add(step(in));
    }
    String program = text(in);
    List<String> options = texts(in);
    String script = text(in);
    List<String> environment = texts(in);
    byte[] filter = bytes(in);
    List<Integer> terminals = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      terminals.add(in.readInt());
    }
    return new InitPlan(
        steps, new Launch(program, options, script, environment, filter, terminals, text(in)));
  }

  private static InitStep step(DataInputStream in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case 'S' -> new MountScratch(text(in), in.readLong());
      case 'D' -> new MakeDirectory(text(in), in.readInt());
      case 'K' -> new MakeLink(text(in), text(in));
      case 'F' -> new WriteFile(text(in), in.readInt(), bytes(in));
      case 'O' -> new MountOverlay(text(in), text(in), text(in), text(in));
      case 'P' -> new StageTree(text(in), in.readLong(), in.readLong(), text(in));
      case 'E' -> new Seal(text(in), text(in), in.readLong(), in.readLong());
      case 'I' -> new Bind(text(in), text(in), text(in), in.readLong(), in.readLong());
      case 'N' -> new Pin(text(in), text(in));
      case 'M' -> new Mask(text(in), text(in), text(in));
      case 'T' -> new MountTerminals(text(in));
      case 'L' -> new RaiseLoopback();
      case 'A' -> new Route(text(in), in.readInt());
      case 'B' -> new Listen(text(in), in.readInt(), in.readBoolean());
      case 'R' -> new Limit(new ResourceLimit(in.readInt(), in.readLong()));
      default -> throw new IOException("Unknown step " + kind + " from the supervisor");
    };
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    bytes(out, FileNames.encode(text));
  }

  private static String text(DataInputStream in) throws IOException {
    return FileNames.decode(bytes(in));
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int count = count(in);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return texts;
  }

  private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[count(in)];
    in.readFully(bytes);
    return bytes;
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("A length of " + count + " from the supervisor");
    }
    return count;
  }
}
