package dev.paddock.shell;

import dev.paddock.bash.Word;
import dev.paddock.bash.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a parameter expands to; see Parameter Expansion in bash(1). */
final class ParameterExpansion {
  /** Patterns take time in proportion to the square of a text's length. */
  private static final int LONGEST_MATCHED = 2_000;

  private final Interpreter interpreter;
  private final State state;
  private final Expansion expansion;

  ParameterExpansion(Interpreter interpreter, State state, Expansion expansion) {
    this.interpreter = interpreter;
    this.state = state;
    this.expansion = expansion;
  }

  /** All positional parameters, or all elements of an array. */
  List<Text> all(WordPart.Parameter parameter) {
    if (parameter.name().equals("@") || parameter.name().equals("*")) {
      return state.positionalKnown() || !state.positional().isEmpty()
          ? state.positional()
          : List.of(unset());
    }
    Variable variable = state.variables().get(parameter.name());
    if (variable == null) {
      return List.of(unset());
    }
    List<Text> values = new ArrayList<>(variable.elements());
    values.addAll(variable.keyed().values());
    return values;
  }

  private static Text unset() {
    return new Text(String.valueOf(Text.SPLIT), Set.of(Taint.UNSET), null);
  }

  /** The text of one parameter with its operator applied. */
  Text value(WordPart.Parameter parameter, boolean quoted) {
    if (parameter.operator().equals("bad")) {
      interpreter.unknown("an expansion that Bash may refuse");
      parameter.operands().forEach(expansion::text);
      return Text.unknown(Set.of());
    }
    parameter.index().ifPresent(this::index);
    @Nullable Text plain = plain(parameter);
    if (parameter.prefix().equals("#")) {
      return number(plain);
    }
    if (parameter.prefix().equals("!")) {
      plain = indirect(parameter, plain);
    }
    return operate(parameter, plain);
  }

  private void index(Word index) {
    expansion.arithmetic(index);
  }

  private static Text number(@Nullable Text text) {
    return text != null && text.isKnown()
        ? Text.of(String.valueOf(text.raw().length()))
        : Text.unknown(Set.of(Taint.UNSET));
  }

  private @Nullable Text indirect(WordPart.Parameter parameter, @Nullable Text name) {
    if (parameter.operator().equals("*") || parameter.operator().equals("@") || name == null) {
      return Text.unknown(Set.of(Taint.UNSET));
    }
    return name.known()
        .map(known -> plain(new WordPart.Parameter("", known, Optional.empty(), "", List.of())))
        .orElse(Text.unknown(Set.of(Taint.LOCAL)));
  }

  /** Its value; null if it is not set. */
  private @Nullable Text plain(WordPart.Parameter parameter) {
    String name = parameter.name();
    if (name.matches("[0-9]+")) {
      return positional(Integer.parseInt(name.length() > 6 ? "999999" : name));
    }
    if (name.length() == 1 && "@*#?-$!".contains(name)) {
      return special(name.charAt(0));
    }
    Variable variable = state.variables().get(name);
    if (variable != null) {
      return element(variable, parameter.index());
    }
    return environment(name);
  }

  private @Nullable Text positional(int number) {
    if (number == 0) {
      return Text.of("bash");
    }
    if (number <= state.positional().size()) {
      return state.positional().get(number - 1);
    }
    return state.positionalKnown() ? Text.EMPTY : null;
  }

  private Text special(char name) {
    return switch (name) {
      case '@', '*' -> Words.joined(state.positional());
      case '-' -> Text.of("hB");
      default -> Text.unknown(Set.of(Taint.UNSET));
    };
  }

  private @Nullable Text element(Variable variable, Optional<Word> index) {
    if (index.isEmpty()) {
      return variable.elements().isEmpty() ? null : variable.elements().getFirst();
    }
    Text key = expansion.text(index.get());
    if (key.is("@") || key.is("*")) {
      return Words.joined(variable.elements());
    }
    Text keyed = variable.keyed().get(key.raw());
    if (keyed != null) {
      return keyed;
    }
    if (key.raw().matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(key.raw());
      return number < variable.elements().size() ? variable.elements().get(number) : null;
    }
    return Text.unknown(Set.of(Taint.LOCAL));
  }

  /** What every session's environment has. */
  private @Nullable Text environment(String name) {
    return switch (name) {
      case "HOME" -> Text.of(interpreter.world().surroundings().home().toString());
      case "PWD" -> state.cwd();
      case "SHELL", "BASH" -> Text.of("/bin/bash");
      case "USER", "LOGNAME" ->
          Text.of(String.valueOf(interpreter.world().surroundings().home().getFileName()));
      case "IFS" -> Text.of(" \t\n");
      case "PPID" -> Text.of("1"); // whoever started the shell: not this session's own
      default -> SecretNames.isSecretVariable(name) ? Text.unknown(Set.of(Taint.SECRET)) : null;
    };
  }

  private Text operate(WordPart.Parameter parameter, @Nullable Text value) {
    List<Word> operands = parameter.operands();
    Text shown = value == null ? unsetText(parameter.name()) : value;
    return switch (parameter.operator()) {
      case "" -> shown;
      case ":-", "-" -> isEmpty(value, parameter) ? fallback(parameter) : shown;
      case ":=", "=" -> {
        if (!isEmpty(value, parameter)) {
          yield shown;
        }
        Text fallback = fallback(parameter);
        state.variables().put(parameter.name(), Variable.of(fallback));
        yield fallback;
      }
      case ":+", "+" -> {
        Text alternative = expansion.text(operands.getFirst());
        yield value == null && state.variables().containsKey(parameter.name())
            ? Text.EMPTY
            : value == null ? alternative.with(Set.of(Taint.UNSET)) : alternative;
      }
      case ":?", "?" -> {
        expansion.text(operands.getFirst());
        yield shown;
      }
      case "#", "##", "%", "%%" ->
          strip(shown, expansion.fieldsPattern(operands.getFirst()), parameter.operator());
      case "/", "//", "/#", "/%" -> replace(shown, parameter);
      case ":" -> substring(shown, expansion.text(operands.getFirst()));
      case "^^" -> shown.with(shown.raw().toUpperCase(Locale.ROOT));
      case ",," -> shown.with(shown.raw().toLowerCase(Locale.ROOT));
      case "^" -> first(shown, true);
      case "," -> first(shown, false);
      default -> {
        if (parameter.operator().equals("@")
            && !shown.isKnown()
            && operands.stream().anyMatch(word -> word.literal().filter("P"::equals).isPresent())) {
          interpreter.unknown("a prompt of which nothing is known is expanded");
        }
        operands.forEach(expansion::text);
        yield Text.unknown(shown.taints());
      }
    };
  }

  private Text unsetText(String name) {
    return state.variables().containsKey(name)
        ? Text.EMPTY
        : new Text(String.valueOf(Text.SPLIT), Set.of(Taint.UNSET), null);
  }

  private static boolean isEmpty(@Nullable Text value, WordPart.Parameter parameter) {
    return value == null || (parameter.operator().startsWith(":") && value.raw().isEmpty());
  }

  private Text fallback(WordPart.Parameter parameter) {
    Text text = expansion.text(parameter.operands().getFirst());
    return state.variables().containsKey(parameter.name()) ? text : text.with(Set.of(Taint.UNSET));
  }

  private static Text strip(Text value, String pattern, String operator) {
    if (value.raw().length() > LONGEST_MATCHED) {
      return Text.unknown(value.taints());
    }
    if (!value.isKnown()
        || pattern.indexOf(Text.UNKNOWN) >= 0
        || pattern.indexOf(Text.SPLIT) >= 0) {
      return value.isKnown() ? Text.unknown(value.taints()) : value;
    }
    boolean longest = operator.length() == 2;
    String text = value.raw();
    if (operator.startsWith("#")) {
      Matcher matcher = Glob.pattern(pattern, longest).matcher(text);
      return matcher.lookingAt() ? value.with(text.substring(matcher.end())) : value;
    }
    for (int i = longest ? 0 : text.length(); i >= 0 && i <= text.length(); i += longest ? 1 : -1) {
      if (Glob.pattern(pattern, true).matcher(text.substring(i)).matches()) {
        return value.with(text.substring(0, i));
      }
    }
    return value;
  }

  private Text replace(Text value, WordPart.Parameter parameter) {
    String pattern = expansion.fieldsPattern(parameter.operands().getFirst());
    if (value.raw().length() > LONGEST_MATCHED) {
      parameter.operands().forEach(expansion::text);
      return Text.unknown(value.taints());
    }
    Text with =
        parameter.operands().size() > 1 ? expansion.text(parameter.operands().get(1)) : Text.EMPTY;
    if (!value.isKnown()
        || !with.isKnown()
        || pattern.indexOf(Text.UNKNOWN) >= 0
        || pattern.isEmpty()) {
      return Text.unknown(value.taints()).with(with.taints());
    }
    String regex = Glob.pattern(pattern, true).pattern();
    String quoted = Matcher.quoteReplacement(with.raw());
    String text = value.raw();
    return value.with(
        switch (parameter.operator()) {
          case "//" -> text.replaceAll(regex, quoted);
          case "/#" -> text.replaceFirst("^(?:" + regex + ")", quoted);
          case "/%" -> text.replaceFirst("(?:" + regex + ")$", quoted);
          default -> text.replaceFirst(regex, quoted);
        });
  }

  private static Text substring(Text value, Text range) {
    Matcher matcher =
        Pattern.compile("\\s*(-?\\d{1,6})\\s*(?::\\s*(-?\\d{1,6})\\s*)?")
            .matcher(range.raw());
    if (!value.isKnown() || !matcher.matches()) {
      return value.isKnown() ? Text.unknown(value.taints()) : value;
    }
    String text = value.raw();
    int from = Integer.parseInt(matcher.group(1));
    int start = Math.clamp(from < 0 ? text.length() + from : from, 0, text.length());
    int length = matcher.group(2) == null ? text.length() : Integer.parseInt(matcher.group(2));
    int end = length < 0 ? text.length() + length : Math.min(text.length(), start + length);
    return value.with(end < start ? "" : text.substring(start, end));
  }

  private static Text first(Text value, boolean upper) {
    if (value.raw().isEmpty()) {
      return value;
    }
    String head = value.raw().substring(0, 1);
    return value.with(
        (upper ? head.toUpperCase(Locale.ROOT) : head.toLowerCase(Locale.ROOT))
            + value.raw().substring(1));
  }
}
