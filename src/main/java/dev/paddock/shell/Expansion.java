package dev.paddock.shell;

import dev.paddock.bash.Word;
import dev.paddock.bash.WordPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expands words as far as they can be known; see EXPANSION in bash(1). */
final class Expansion {
  private static final int MOST_FIELDS = 5_000;

  private final Interpreter interpreter;
  private final State state;
  private final ParameterExpansion parameters;

  Expansion(Interpreter interpreter, State state) {
    this.interpreter = interpreter;
    this.state = state;
    this.parameters = new ParameterExpansion(interpreter, state, this);
  }

  /** The fields that words become. */
  List<Text> fields(List<Word> words) {
    List<Text> fields = new ArrayList<>();
    for (Word word : words) {
      if (BraceExpansion.isTooMuch(word)) {
        interpreter.unknown("a word has too many braces to follow");
      }
      for (Word each : BraceExpansion.expand(word)) {
        Fields collector = new Fields(ifs());
        parts(each.parts(), collector, false, true);
        fields.addAll(collector.done());
        if (fields.size() > MOST_FIELDS) {
          interpreter.notRead("it has more words than are followed");
          return fields;
        }
      }
    }
    return fields;
  }

  /** One text: of an assignment, a here-document, a redirection, a pattern. */
  Text text(Word word) {
    Fields collector = new Fields("");
    parts(word.parts(), collector, true, true);
    return collector.joined();
  }

  /** A pattern, with its special characters marked where they are not quoted. */
  String fieldsPattern(Word word) {
    StringBuilder pattern = new StringBuilder();
    for (WordPart part : word.parts()) {
      if (part instanceof WordPart.Literal(String text, boolean quoted) && !quoted) {
        pattern.append(Glob.mark(text));
      } else {
        Fields collector = new Fields("");
        part(part, collector, false, false);
        pattern.append(collector.joined().raw());
      }
    }
    return pattern.toString();
  }

  private String ifs() {
    Variable ifs = state.variables().get("IFS");
    if (ifs == null || ifs.elements().isEmpty()) {
      return " \t\n";
    }
    return ifs.elements().getFirst().known().orElse(" \t\n");
  }

  void parts(List<WordPart> parts, Fields fields, boolean quoted, boolean atStart) {
    boolean first = atStart;
    for (WordPart part : parts) {
      part(part, fields, quoted, first);
      first = false;
    }
  }

  private void part(WordPart part, Fields fields, boolean quoted, boolean first) {
    switch (part) {
      case WordPart.Literal(String text, boolean literal) -> {
        if (literal) {
          fields.quoted(Text.of(text));
        } else {
          fields.unquoted(plain(text, first));
        }
      }
      case WordPart.Quoted(List<WordPart> inner) -> {
        if (isAll(inner)) {
          fields.several(parameters.all((WordPart.Parameter) inner.getFirst()));
        } else {
          fields.quoted(Text.EMPTY);
          Fields collector = new Fields("");
          parts(inner, collector, true, false);
          fields.quoted(collector.joined());
        }
      }
      case WordPart.Parameter parameter -> {
        if (isAll(List.of(parameter)) && !quoted) {
          parameters.all(parameter).forEach(value -> fields.split(value));
        } else {
          put(parameters.value(parameter, quoted), fields, quoted);
        }
      }
      case WordPart.CommandSubstitution(var script) ->
          put(substituted(interpreter.captured(script, state)), fields, quoted);
      case WordPart.Arithmetic(Word expression) -> put(arithmetic(expression), fields, quoted);
      case WordPart.ProcessSubstitution(boolean input, var script) ->
          fields.quoted(
              Text.of(
                  "/dev/fd/"
                      + (input
                          ? interpreter.readFrom(script, state)
                          : interpreter.writeTo(script, state))));
      case WordPart.ExtendedGlob(char _, Word pattern) -> {
        text(pattern);
        fields.unquoted(new Text(String.valueOf(Text.STAR), Set.of(), null));
      }
    }
  }

  private static boolean isAll(List<WordPart> parts) {
    return parts.size() == 1
        && parts.getFirst() instanceof WordPart.Parameter parameter
        && parameter.prefix().isEmpty()
        && parameter.operator().isEmpty()
        && (parameter.name().equals("@")
            || parameter.name().equals("*")
            || parameter.index().flatMap(Word::literal).filter("@"::equals).isPresent()
            || parameter.index().flatMap(Word::literal).filter("*"::equals).isPresent());
  }

  private static void put(Text value, Fields fields, boolean quoted) {
    if (quoted) {
      fields.quoted(value.with(value.raw().replace(Text.SPLIT, Text.UNKNOWN)));
    } else {
      fields.split(value);
    }
  }

  /** What a command prints, without newlines at the end. */
  private static Text substituted(Flow flow) {
    Optional<String> text = flow.text();
    if (text.isPresent()) {
      return Text.of(text.get().replaceFirst("\n+$", "")).with(flow.taints());
    }
    return new Text(String.valueOf(Text.SPLIT), flow.taints(), flow.listing());
  }

  private Text plain(String text, boolean first) {
    String expanded = first && text.startsWith("~") ? tilde(text) : text;
    Text marked = Text.of(expanded);
    return marked.with(Glob.mark(marked.raw()));
  }

  private String tilde(String text) {
    int slash = text.indexOf('/');
    String user = text.substring(1, slash < 0 ? text.length() : slash);
    String rest = slash < 0 ? "" : text.substring(slash);
    Path home = interpreter.world().surroundings().home();
    return switch (user) {
      case "" -> variable("HOME").orElse(home.toString()) + rest;
      case "+" -> state.cwd().known().orElse("" + Text.UNKNOWN) + rest;
      case "root" -> "/root" + rest;
      default -> user.matches("[A-Za-z_][-A-Za-z0-9_.]*") ? home.resolveSibling(user) + rest : text;
    };
  }

  private Optional<String> variable(String name) {
    Variable variable = state.variables().get(name);
    return variable == null || variable.elements().isEmpty()
        ? Optional.empty()
        : variable.elements().getFirst().known();
  }

  /** A number, which harms nobody; but Bash runs what stands in subscripts of its names. */
  Text arithmetic(Word expression) {
    Text text = text(expression);
    if (text.raw().contains("$(") || text.raw().indexOf('`') >= 0) {
      interpreter.unknown("an arithmetic expression holds a command: " + text.shown());
    }
    String digits = text.raw().trim();
    return digits.matches("[0-9]{1,9}") ? Text.of(digits) : Text.unknown(Set.of(Taint.UNSET));
  }
}
