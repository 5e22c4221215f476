package dev.paddock.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GNU parallel: a command for each argument, run by a shell. */
final class ParallelModel implements CommandModel {
  private static final int MOST_VALUES = 100;

  private static final Map<String, OptionRole> OPTIONS =
      Roles.of(
          "flags -0kqtuvXmr --null --keep-order --quote --dry-run --ungroup --bar --eta --progress --will-cite --halt-on-error --line-buffer --linebuffer --no-notice --pipe",
          "value -jnNLlsdEICP --jobs --max-args --delay --timeout --colsep --halt --retries --delimiter --tagstring --load --nice --block",
          "read -a --arg-file --joblog",
          "unsafe --sshlogin -S --sshloginfile --onall --nonall --env --basefile");

  @Override
  public Flow run(Invocation call) {
    List<Text> arguments = call.arguments();
    int sources = arguments.size();
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).raw().matches(":::\\+?|::::")) {
        sources = i;
        break;
      }
    }
    Options options = Options.leading(arguments.subList(0, sources), OPTIONS);
    options.found().forEach(option -> TableModel.option(call, option));
    List<Text> values = new ArrayList<>();
    boolean given = sources < arguments.size();
    for (int i = sources + 1; i < arguments.size(); i++) {
      if (values.size() < MOST_VALUES && !arguments.get(i).raw().matches(":::\\+?|::::")) {
        values.add(arguments.get(i));
      }
    }
    if (!given) {
      Flow input = call.input();
      input
          .text()
          .ifPresentOrElse(
              text ->
                  text.lines()
                      .limit(50)
                      .forEach(line -> values.add(Text.of(line).with(input.taints()))),
              () ->
                  values.add(
                      new Text(
                          String.valueOf(Text.SPLIT),
                          input.taints().isEmpty() ? Set.of(Taint.LOCAL) : input.taints(),
                          input.listing())));
    }
    if (values.isEmpty()) {
      values.add(Text.EMPTY);
    }
    State inner = call.state().copy().reading(Flow.NOTHING);
    for (Text value : values) {
      one(call, options.operands(), value, inner);
    }
    return Flow.unknown(Set.of(Taint.LOCAL));
  }

  private static void one(Invocation call, List<Text> words, Text value, State inner) {
    if (words.isEmpty()) {
      call.shell(value, List.of(), inner.copy());
      return;
    }
    boolean placed = words.stream().anyMatch(word -> word.raw().matches("(?s).*\\{[./#%]*\\}.*"));
    List<Text> all = new ArrayList<>();
    for (Text word : words) {
      all.add(
          placed && word.raw().contains("{}")
              ? new Text(
                  word.raw().replace("{}", value.raw()),
                  value.taints(),
                  word.is("{}") ? value.listing() : null)
              : word);
    }
    if (!placed) {
      all.add(value);
    }
    call.call(all, inner);
    if (all.size() <= 2 && all.getFirst().raw().indexOf(' ') > 0) {
      call.shell(Words.joined(all), List.of(), inner.copy());
    }
  }
}
