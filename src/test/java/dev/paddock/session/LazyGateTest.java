package dev.paddock.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.paddock.action.Action;
import dev.paddock.action.Decision;
import dev.paddock.action.Enforcement;
import dev.paddock.action.Verdict;
import dev.paddock.classifier.Channel;
import dev.paddock.gate.Gate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyGateTest {
  private static final Action ACTION = new Action.Shell("ls");
  private static final Path CWD = Path.of("/");

  private final List<String> heard = new ArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private final LazyGate lazy =
      new LazyGate(
          () -> {
            made.incrementAndGet();
            return new Recording();
          });

  @Test
  void withoutAQuestionNoGateIsMade() {
    lazy.heard(Channel.TASK, "Fix it");
    lazy.heard(Channel.TYPED, "don't push");
    assertThat(made).hasValue(0);
  }

  @Test
  void whatWasSaidBeforeTheFirstQuestionIsToldFirstAndInOrder() {
    lazy.heard(Channel.TASK, "Fix it");
    lazy.heard(Channel.TYPED, "don't push");
    lazy.decide(ACTION, CWD);
    lazy.heard(Channel.TYPED, "thanks");
    lazy.decide(ACTION, CWD);
    assertThat(heard).containsExactly("Fix it", "don't push", "decided", "thanks", "decided");
    assertThat(made).hasValue(1);
  }

  @Test
  void muchThatIsSaidIsNotKeptHere() {
    for (int i = 0; i < 200; i++) {
      lazy.heard(Channel.TYPED, "x".repeat(16_000));
    }
    assertThat(made).hasValue(1);
    assertThat(heard).hasSize(200);
  }

  @Test
  void aGateThatCanNotBeMadeDecidesNothingAndStopsNobodyWhoTypes() {
    LazyGate broken =
        new LazyGate(
            () -> {
              throw new IllegalStateException("no socket");
            });
    for (int i = 0; i < 200; i++) {
      broken.heard(Channel.TYPED, "x".repeat(16_000));
    }
    assertThatIllegalStateException().isThrownBy(() -> broken.decide(ACTION, CWD));
  }

  private final class Recording implements Gate {
    @Override
    public Decision decide(Action action, Path cwd) {
      heard.add("decided");
      return new Decision(Verdict.ALLOW, "none", Enforcement.GATE, "fine", "", List.of());
    }

    @Override
    public void heard(Channel channel, String words) {
      heard.add(words);
    }
  }
}
