package dev.paddock.shell;

import dev.paddock.action.Deed;
import dev.paddock.action.Effect;
import dev.paddock.bash.Assignment;
import dev.paddock.bash.BashParser;
import dev.paddock.bash.Command;
import dev.paddock.bash.Parsed;
import dev.paddock.bash.Pipeline;
import dev.paddock.bash.Script;
import dev.paddock.bash.Statement;
import dev.paddock.bash.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a script as Bash would, without running anything: every branch is taken, loops are
 * walked through once or for each word that is known.
 */
final class Interpreter {
  private static final Pattern SUBSCRIPT =
      Pattern.compile("\\b[A-Za-z_]\\w*\\[[^\\]\\n]*(?:\\$\\(|`)");
  private static final int MOST_STEPS = 4_000;
  private static final int DEEPEST = 40;
  private static final int MOST_ROUNDS = 40;

  private final World world;
  private final Findings findings = new Findings();
  private final Deque<String> callers = new ArrayDeque<>();
  private int steps;
  private int depth;
  private int background;
  private int loops;
  private int calls;

  Interpreter(World world) {
    this.world = world;
  }

  World world() {
    return world;
  }

  Findings findings() {
    return findings;
  }

  void add(Effect effect) {
    findings.add(effect);
  }

  void unknown(String why) {
    findings.add(new Effect.Unknown(why));
  }

  /** A part is not looked into. */
  void notRead(String why) {
    findings.add(new Effect.NotRead(why));
  }

  /** Walks through text that a program may hand to a shell, if it is Bash at all. */
  Flow guess(String text, State state) {
    return BashParser.parse(text) instanceof Parsed.Tree
        ? text(text, state)
        : Flow.unknown(Set.of());
  }

  /** Counts a step; too many end the analysis. */
  void step() {
    if (++steps > MOST_STEPS) {
      throw new ShellAnalysis.TooMuchException();
    }
  }

  /** One call deeper; false if it is too deep. */
  boolean enter(int most) {
    if (++calls > most) {
      calls--;
      notRead("commands are nested too deeply");
      return false;
    }
    return true;
  }

  void leave() {
    calls--;
  }

  /** Walks through text that Bash would run. */
  Flow text(String text, State state) {
    if (++depth > DEEPEST) {
      depth--;
      notRead("commands are nested too deeply");
      return Flow.unknown(Set.of());
    }
    try {
      return switch (BashParser.parse(text)) {
        case Parsed.Tree(Script script) -> script(script, state);
        case Parsed.Failure(String message, int _) -> {
          new Malformed(this).look(text, state);
          notRead("Bash can't read it: " + message);
          yield Flow.unknown(Set.of());
        }
      };
    } finally {
      depth--;
    }
  }

  Flow script(Script script, State state) {
    Flow output = Flow.NOTHING;
    for (Statement statement : script.statements()) {
      if (statement.background()) {
        background++;
        if (loops > 0) {
          unknown("a loop starts processes in the background");
        }
      }
      output = output.plus(statement(statement, state));
      if (statement.background()) {
        background--;
      }
    }
    return output;
  }

  private Flow statement(Statement statement, State state) {
    Flow output = pipeline(statement.first(), state);
    for (Statement.Link link : statement.rest()) {
      Flow next = pipeline(link.pipeline(), state);
      output = link.and() ? output.plus(next) : output.plus(next).changed();
    }
    return output;
  }

  private Flow pipeline(Pipeline pipeline, State state) {
    if (pipeline.stages().size() == 1) {
      return command(pipeline.stages().getFirst().command(), state);
    }
    background++;
    Flow flow = state.input();
    for (Pipeline.Stage stage : pipeline.stages()) {
      State inner = state.copy().reading(flow);
      inner.outputs().put(1, Sink.ONWARD);
      flow = command(stage.command(), inner);
    }
    background--;
    return emit(flow, state.outputs().getOrDefault(1, Sink.ONWARD), state);
  }

  /** What a command substitution prints. */
  Flow captured(Script script, State state) {
    State inner = state.copy();
    inner.outputs().put(1, Sink.ONWARD);
    return script(script, inner);
  }

  /** The descriptor that a process substitution is read from. */
  int readFrom(Script script, State state) {
    Flow flow = captured(script, state);
    int number = state.freeDescriptor();
    state.inputs().put(number, flow);
    return number;
  }

  int writeTo(Script script, State state) {
    int number = state.freeDescriptor();
    state.outputs().put(number, new Sink.ToScript(script));
    script(script, state.copy().reading(Flow.unknown(Set.of())));
    return number;
  }

  Flow command(Command command, State state) {
    if (++steps > MOST_STEPS) {
      throw new ShellAnalysis.TooMuchException();
    }
    if (command instanceof Command.Simple simple) {
      return simple(simple, state);
    }
    if (command.redirects().isEmpty()) {
      return compound(command, state);
    }
    Redirections redirections = new Redirections(this, state);
    State saved = state.copy();
    redirections.apply(command.redirects());
    Flow flow = compound(command, state);
    Flow onward = emit(flow, state.outputs().getOrDefault(1, Sink.ONWARD), state);
    state.inputs().putAll(saved.inputs());
    state.outputs().putAll(saved.outputs());
    return onward;
  }

  private Flow compound(Command command, State state) {
    return switch (command) {
      case Command.Simple simple -> simple(simple, state);
      case Command.Group group -> script(group.body(), state);
      case Command.Subshell subshell -> script(subshell.body(), state.copy());
      case Command.If conditional -> conditional(conditional, state);
      case Command.Loop loop -> {
        loops++;
        Flow flow = script(loop.condition(), state).plus(script(loop.body(), state)).changed();
        loops--;
        yield flow;
      }
      case Command.For iteration -> iteration(iteration, state);
      case Command.ArithmeticFor loop -> {
        loop.expressions().forEach(new Expansion(this, state)::arithmetic);
        loops++;
        Flow flow = script(loop.body(), state).changed();
        loops--;
        yield flow;
      }
      case Command.Case selection -> selection(selection, state);
      case Command.Function function -> {
        state.functions().put(function.name(), function.body());
        yield Flow.NOTHING;
      }
      case Command.Condition condition -> {
        condition(condition, state);
        yield Flow.NOTHING;
      }
      case Command.Arithmetic arithmetic -> {
        new Expansion(this, state).arithmetic(arithmetic.expression());
        yield Flow.NOTHING;
      }
      case Command.Coprocess coprocess -> coprocess(coprocess, state);
    };
  }

  private Flow coprocess(Command.Coprocess coprocess, State state) {
    background++;
    Flow flow = command(coprocess.body(), state.copy());
    background--;
    int number = state.freeDescriptor();
    state.inputs().put(number, flow);
    state
        .variables()
        .put(
            coprocess.name(),
            Variable.array(
                List.of(Text.of(String.valueOf(number)), Text.unknown(Set.of(Taint.LOCAL)))));
    return Flow.NOTHING;
  }

  private void condition(Command.Condition condition, State state) {
    Expansion expansion = new Expansion(this, state);
    for (Word word : condition.words()) {
      Text text = expansion.text(word);
      if (text.raw().matches("(?s).*\\[.*(\\$\\(|`).*")) {
        unknown("a subscript holds a command: " + text.shown());
      }
    }
  }

  private Flow conditional(Command.If conditional, State state) {
    List<State> ends = new ArrayList<>();
    Flow output = Flow.NOTHING;
    for (Command.If.Branch branch : conditional.branches()) {
      script(branch.condition(), state);
      State inner = state.copy();
      output = output.plus(script(branch.body(), inner));
      ends.add(inner);
    }
    State last = state.copy();
    if (conditional.otherwise().isPresent()) {
      output = output.plus(script(conditional.otherwise().get(), last));
    }
    ends.add(last);
    state.merge(ends);
    return output.changed();
  }

  private Flow selection(Command.Case selection, State state) {
    Expansion expansion = new Expansion(this, state);
    expansion.text(selection.subject());
    List<State> ends = new ArrayList<>();
    Flow output = Flow.NOTHING;
    for (Command.Case.Item item : selection.items()) {
      item.patterns().forEach(expansion::text);
      State inner = state.copy();
      output = output.plus(script(item.body(), inner));
      ends.add(inner);
    }
    ends.add(state.copy());
    state.merge(ends);
    return output.changed();
  }

  private Flow iteration(Command.For iteration, State state) {
    List<Text> values =
        iteration
            .words()
            .map(words -> new Expansion(this, state).fields(words))
            .orElseGet(state::positional);
    Flow output = Flow.NOTHING;
    loops++;
    int rounds = 0;
    for (Text value : values) {
      if (++rounds > MOST_ROUNDS) {
        notRead("a loop goes round too often to follow");
        break;
      }
      subscript(value);
      state.variables().put(iteration.name(), Variable.of(value));
      output = output.plus(script(iteration.body(), state));
    }
    loops--;
    return output;
  }

  private Flow simple(Command.Simple simple, State state) {
    Expansion expansion = new Expansion(this, state);
    List<Text> words = expansion.fields(simple.words());
    Map<String, Text> environment = new LinkedHashMap<>();
    boolean alone = words.isEmpty();
    for (Assignment assignment : simple.assignments()) {
      if (alone) {
        assign(assignment, state, expansion);
      } else if (assignment.value() instanceof Assignment.Value.Scalar(Word word)) {
        environment.put(assignment.name(), expansion.text(word));
      }
    }
    boolean permanent = !words.isEmpty() && words.getFirst().is("exec") && words.size() == 1;
    State saved = state.copy();
    Redirections redirections = new Redirections(this, state);
    boolean empties = alone || words.getFirst().is(":") || words.getFirst().is("true");
    redirections.empties(empties);
    redirections.apply(simple.redirects());
    if (alone || permanent) {
      if (!permanent) {
        state.inputs().putAll(saved.inputs());
        state.outputs().putAll(saved.outputs());
      }
      return Flow.NOTHING;
    }
    for (Assignment argument : simple.arguments()) {
      assign(argument, state, expansion);
      words.add(Text.of(argument.name()));
    }
    Flow flow = new Calls(this).call(new Invocation(this, state, words, environment));
    Flow onward = emit(flow, state.outputs().getOrDefault(1, Sink.ONWARD), state);
    if (!simple.redirects().isEmpty()) {
      restore(state, saved);
    }
    return onward;
  }

  private static void restore(State state, State saved) {
    state.inputs().putAll(saved.inputs());
    state.outputs().putAll(saved.outputs());
  }

  private void assign(Assignment assignment, State state, Expansion expansion) {
    assignment.index().ifPresent(expansion::arithmetic);
    Variable before = state.variables().get(assignment.name());
    Variable after =
        switch (assignment.value()) {
          case Assignment.Value.Scalar(Word word) -> {
            Text value = expansion.text(word);
            Text old =
                before == null || before.elements().isEmpty()
                    ? Text.EMPTY
                    : before.elements().getFirst();
            if (assignment.index().isPresent()) {
              yield keyed(before, expansion.text(assignment.index().get()).raw(), value);
            }
            yield Variable.of(assignment.append() ? old.plus(value) : value);
          }
          case Assignment.Value.Array(List<Assignment.Element> elements) -> {
            List<Text> values = new ArrayList<>();
            if (assignment.append() && before != null) {
              values.addAll(before.elements());
            }
            for (Assignment.Element element : elements) {
              element.index().ifPresent(expansion::text);
              values.addAll(expansion.fields(List.of(element.word())));
            }
            yield Variable.array(values);
          }
        };
    Variable kept = before != null && before.exported() ? after.export() : after;
    kept.elements().forEach(this::subscript);
    state.variables().put(assignment.name(), kept);
    Environment.assigned(
        assignment.name(),
        kept.elements().isEmpty() ? Text.EMPTY : kept.elements().getFirst(),
        this,
        state);
  }

  private static Variable keyed(
      @Nullable Variable before, String key, Text value) {
    Map<String, Text> all = new LinkedHashMap<>(before == null ? Map.of() : before.keyed());
    all.put(key, value);
    List<Text> elements = before == null ? List.of(value) : before.elements();
    return new Variable(elements, all, before != null && before.exported());
  }

  /** Leads output to where it goes; returns what the reader of this command still gets. */
  Flow emit(Flow flow, Sink sink, State state) {
    return switch (sink) {
      case Sink.Onward() -> flow;
      case Sink.Nowhere(), Sink.ToSomeFile() -> Flow.NOTHING;
      case Sink.ToFile(var path, boolean append) -> {
        world.write(path, flow, append);
        yield Flow.NOTHING;
      }
      case Sink.ToHost(String host) -> {
        Network.send(this, host, flow, "/dev/tcp");
        yield Flow.NOTHING;
      }
      case Sink.ToScript(Script script) -> script(script, state.copy().reading(flow));
    };
  }

  /** Calls a function of the script. */
  Flow function(String name, Command body, List<Text> arguments, State state) {
    if (callers.contains(name)) {
      if (background > 0) {
        add(new Effect.Does(Deed.FORK_BOMB, "the function " + name + " starts itself again"));
      } else {
        unknown("the function " + name + " calls itself");
      }
      return Flow.unknown(Set.of());
    }
    callers.push(name);
    List<Text> before = List.copyOf(state.positional());
    boolean known = state.positionalKnown();
    state.positional(arguments);
    Flow flow = command(body, state);
    state.positional(before);
    if (!known) {
      state.forgetPositional();
    }
    callers.pop();
    return flow;
  }

  /** Remembers a value, as a builtin that assigns does. */
  void set(String name, Text value, State state) {
    subscript(value);
    state.variables().put(name, Variable.of(value));
    Environment.assigned(name, value, this, state);
  }

  /** Arithmetic evaluates variables again and again, and runs what their subscripts hold. */
  void subscript(Text value) {
    if (value.raw().length() < 4_000 && SUBSCRIPT.matcher(value.raw()).find()) {
      unknown("a subscript may hold a command: " + value.shown());
    }
  }

  Optional<Flow> written(Text file, State state) {
    return new Places(world, state).path(file).flatMap(world::written);
  }
}
