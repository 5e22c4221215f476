package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.action.FileAccess;
import dev.paddock.action.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Searches folders, and does something to what it finds; see find(1). */
final class FindModel implements CommandModel {
  private static final Set<String> BY_NAME =
      Set.of(
          "-name",
          "-iname",
          "-path",
          "-ipath",
          "-wholename",
          "-iwholename",
          "-regex",
          "-iregex",
          "-lname",
          "-ilname");
  private static final Set<String> ONE_ARGUMENT =
      Set.of(
          "-amin",
          "-anewer",
          "-atime",
          "-cmin",
          "-cnewer",
          "-ctime",
          "-fstype",
          "-gid",
          "-group",
          "-ilname",
          "-iname",
          "-inum",
          "-ipath",
          "-iregex",
          "-iwholename",
          "-links",
          "-lname",
          "-maxdepth",
          "-mindepth",
          "-mmin",
          "-mtime",
          "-name",
          "-newer",
          "-path",
          "-perm",
          "-printf",
          "-regex",
          "-regextype",
          "-samefile",
          "-size",
          "-type",
          "-uid",
          "-used",
          "-user",
          "-wholename",
          "-xtype",
          "-context",
          "-files0-from",
          "-flags",
          "-Bmin",
          "-Bnewer",
          "-Btime");
  private static final Set<String> NO_ARGUMENT =
      Set.of(
          "-a",
          "-and",
          "-o",
          "-or",
          "-not",
          "!",
          "(",
          ")",
          ",",
          "-daystart",
          "-depth",
          "-d",
          "-empty",
          "-executable",
          "-false",
          "-follow",
          "-ignore_readdir_race",
          "-noignore_readdir_race",
          "-ls",
          "-mount",
          "-nogroup",
          "-noleaf",
          "-nouser",
          "-nowarn",
          "-print",
          "-print0",
          "-prune",
          "-quit",
          "-readable",
          "-true",
          "-warn",
          "-writable",
          "-xdev",
          "-help",
          "--help",
          "-version",
          "--version",
          "-L",
          "-H",
          "-P",
          "-X",
          "-E",
          "-s",
          "-x",
          "-O3",
          "-O2",
          "-O1");
  private static final Pattern NEWER = Pattern.compile("-newer[aBcm][aBcmt]");
  private static final Pattern SECRET =
      Pattern.compile(
          "\\.env.*|id_[*dre].*|\\*?credentials?\\*?|\\*?\\.pem|\\*?\\.p12|\\*?secrets?\\*?|\\.netrc|\\.pgpass|\\.aws|\\.ssh|\\*?_rsa|shadow|\\*?\\.kdbx|\\*?password\\*?|\\.rhosts");

  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "\\*?\\.env(?!\\.(?:example|sample|template|dist)).*|id_[*dre].*|\\*?\\.(?:pem|p12|pfx|key|kdbx|jks)|\\.netrc|\\.pgpass|\\*_rsa|credentials(?:\\*|\\.json)?|\\.npmrc|\\.pypirc|\\*?\\.tfvars|\\*?\\.tfstate");

  @Override
  public Flow run(Invocation call) {
    List<Text> words = call.arguments();
    int next = 0;
    while (next < words.size() && words.get(next).raw().matches("-[LHPEXdsx]+|-O\\d|-D")) {
      next += words.get(next).is("-D") ? 2 : 1;
    }
    List<Text> roots = new ArrayList<>();
    while (next < words.size() && !isExpression(words.get(next))) {
      Text root = words.get(next++);
      boolean anything =
          !root.isKnown()
              && root.beginning().isEmpty()
              && !root.isPattern()
              && (root.listing() == null
                  || !root.listing().roots().stream().allMatch(Text::isKnown))
              && !root.taints().equals(Set.of(Taint.UNSET));
      if (anything) {
        call.unknown("what is searched, or done, comes from data");
      }
      roots.add(root);
    }
    if (roots.isEmpty()) {
      roots.add(Text.of("."));
    }
    roots.forEach(root -> call.files().touch(FileAccess.LOOK, root));
    return expression(call, words.subList(Math.min(next, words.size()), words.size()), roots);
  }

  private static boolean isExpression(Text word) {
    return word.startsWith("-") || word.is("(") || word.is("!") || word.is(",") || word.is(")");
  }

  private static Flow expression(Invocation call, List<Text> words, List<Text> roots) {
    boolean byName = false;
    Set<Taint> taints = Set.of(Taint.LOCAL);
    Flow output = null;
    for (int i = 0; i < words.size(); i++) {
      String raw = words.get(i).raw();
      Text argument = i + 1 < words.size() ? words.get(i + 1) : Text.EMPTY;
      if (BY_NAME.contains(raw)) {
        byName |= !argument.is("*") && !(i > 0 && words.get(i - 1).raw().matches("!|-not"));
        scouting(call, argument, roots);
        if (CREDENTIAL.matcher(argument.raw().replace(Text.STAR, '*')).matches()
            && !(i > 0 && words.get(i - 1).raw().matches("!|-not"))) {
          taints = Set.of(Taint.LOCAL, Taint.SECRET);
        }
      }
      if (ONE_ARGUMENT.contains(raw) || NEWER.matcher(raw).matches()) {
        if (raw.equals("-files0-from")) {
          call.files().read(argument, FileAccess.READ);
        }
        i++;
      } else if (raw.equals("-delete")) {
        delete(call, roots, byName);
      } else if (raw.matches("-exec|-execdir|-ok|-okdir")) {
        int end = end(words, i + 1);
        output = execute(call, words.subList(i + 1, end), new Listing(roots, byName), taints, raw);
        i = end;
      } else if (raw.matches("-fprint|-fprint0|-fls|-fprintf")) {
        call.files().write(argument, Flow.unknown(Set.of(Taint.LOCAL)), false);
        i += raw.equals("-fprintf") ? 2 : 1;
      } else if (!NO_ARGUMENT.contains(raw) && (raw.startsWith("-") || !words.get(i).isKnown())) {
        if (!words.get(i).taints().equals(Set.of(Taint.UNSET))) {
          call.unknown("its expression " + words.get(i).shown() + " is not known");
        }
      }
    }
    return output == null ? Flow.names(new Listing(roots, byName)).with(taints) : output;
  }

  /** To look for credentials outside of the project is to look for credentials. */
  private static void scouting(Invocation call, Text name, List<Text> roots) {
    if (!SECRET.matcher(name.raw().replace(Text.STAR, '*')).matches()) {
      return;
    }
    Path project = call.interpreter().world().surroundings().project();
    boolean outside =
        roots.stream()
            .map(root -> call.places().path(root))
            .anyMatch(path -> path.isPresent() && !path.get().startsWith(project));
    if (outside) {
      call.does(Deed.CREDENTIAL_READ);
    }
  }

  private static int end(List<Text> words, int from) {
    for (int i = from; i < words.size(); i++) {
      String raw = words.get(i).raw();
      if (raw.equals(";")
          || raw.equals("\\")
          || (raw.equals("+") && i > from && words.get(i - 1).is("{}"))) {
        return i;
      }
      if (raw.equals("{};") || raw.equals("{}\\;") || raw.endsWith("{};")) {
        return i + 1;
      }
    }
    return words.size();
  }

  private static void delete(Invocation call, List<Text> roots, boolean byName) {
    for (Place place : places(call, roots, byName)) {
      call.add(new Effect.Touches(byName ? FileAccess.DELETE_SOME : FileAccess.DELETE_ALL, place));
    }
  }

  static List<Place> places(Invocation call, List<Text> roots, boolean byName) {
    return call.places()
        .of(
            new Text(
                String.valueOf(Text.UNKNOWN), Set.of(Taint.LOCAL), new Listing(roots, byName)));
  }

  private static Flow execute(
      Invocation call, List<Text> command, Listing listing, Set<Taint> taints, String how) {
    List<Text> words = new ArrayList<>();
    for (Text word : command) {
      String raw = word.raw();
      if (raw.contains("{}")) {
        boolean whole = raw.matches("\\{\\};?");
        words.add(
            whole
                ? new Text(String.valueOf(Text.UNKNOWN), taints, listing)
                : new Text(raw.replace("{}", String.valueOf(Text.UNKNOWN)), taints, listing));
      } else {
        words.add(word);
      }
    }
    if (words.isEmpty()) {
      return Flow.NOTHING;
    }
    State inner = call.state().copy();
    if (how.endsWith("dir")) {
      inner.cwd(folder(call, listing.roots()));
    }
    if (how.startsWith("-ok")) {
      call.unknown("it asks at the terminal before it runs a command");
    }
    return call.call(words, inner.reading(Flow.NOTHING));
  }

  /** With {@code -execdir}, commands start somewhere below. */
  private static Text folder(Invocation call, List<Text> roots) {
    return call.places()
        .path(roots.getFirst())
        .map(path -> Text.of(path.toString()))
        .orElse(Text.unknown(Set.of(Taint.LOCAL)));
  }
}
