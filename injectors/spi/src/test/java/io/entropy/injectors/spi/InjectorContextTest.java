package io.entropy.injectors.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entropy.injectors.spi.fake.FakeContainerRuntime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InjectorContextTest {
  private final List<String> closed = new ArrayList<>();
  private final InjectorContext context =
      new InjectorContext("0000abcd", new FakeContainerRuntime());

  private class First implements AutoCloseable {
    @Override
    public void close() {
      closed.add("first");
    }
  }

  private class Second implements AutoCloseable {
    @Override
    public void close() {
      closed.add("second");
      throw new IllegalStateException("stuck");
    }
  }

  @Test
  void makesOneResourceOfAType() {
    First first = context.shared(First.class, _ -> new First());
    assertThat(context.shared(First.class, _ -> new First())).isSameAs(first);
  }

  @Test
  void closesWhatIsSharedLastMadeFirstEvenIfOneIsStuck() {
    var _ = context.shared(First.class, _ -> new First());
    var _ = context.shared(Second.class, _ -> new Second());
    assertThatThrownBy(context::close)
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(closed).containsExactly("second", "first");
    context.close();
    assertThat(closed).hasSize(2);
  }
}
