package dev.paddock.shell;

import dev.paddock.action.FileAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code fd}: searches by name, and may run a command for what it finds. */
final class FdModel implements CommandModel {
  private static final Map<String, OptionRole> OPTIONS =
      Roles.of(
          "flags -HIuagFspPLl01qh --hidden --no-ignore --no-ignore-vcs --no-ignore-parent --unrestricted --case-sensitive --ignore-case --smart-case --glob --regex --fixed-strings --absolute-path --relative-path --list-details --follow --full-path --print0 --quiet --show-errors --one-file-system --prune --strip-cwd-prefix --no-follow --no-global-ignore-file --and-never --has-results",
          "value -deEtSjcoV --max-depth --min-depth --exact-depth --exclude --type --extension --size --changed-within --changed-before --owner --threads --color --max-results --search-path --base-directory --path-separator --format --newer --older --change-newer-than --change-older-than --max-buffer-time --batch-size --and --ignore-contain",
          "flags -iV --version",
          "read --ignore-file");

  @Override
  public Flow run(Invocation call) {
    List<Text> words = call.arguments();
    int command = words.size();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).raw().matches("-x|-X|--exec|--exec-batch")) {
        command = i;
        break;
      }
    }
    Options options = Options.read(words.subList(0, command), OPTIONS, false);
    options.found().forEach(option -> TableModel.option(call, option));
    List<Text> operands = options.operands();
    List<Text> roots =
        operands.size() > 1 ? operands.subList(1, operands.size()) : List.of(Text.of("."));
    roots.forEach(root -> call.files().touch(FileAccess.LOOK, root));
    boolean byName = !operands.isEmpty() && !operands.getFirst().is(".");
    Listing listing = new Listing(List.copyOf(roots), byName);
    if (command >= words.size()) {
      return Flow.names(listing);
    }
    List<Text> each = new ArrayList<>();
    boolean placed = false;
    for (Text word : words.subList(command + 1, words.size())) {
      if (word.is(";")) {
        break;
      }
      boolean place = word.raw().matches("\\{[./]*\\}");
      placed |= place;
      each.add(place ? found(listing) : word);
    }
    if (!placed && !each.isEmpty()) {
      each.add(found(listing));
    }
    return call.call(each, call.state().copy().reading(Flow.NOTHING));
  }

  private static Text found(Listing listing) {
    return new Text(String.valueOf(Text.UNKNOWN), Set.of(Taint.LOCAL), listing);
  }
}
