package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.time.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);

  @Test
  void whatNobodyThoughtOfIsAFailedReadingAndNotTheEndOfTheProbe() {
    var probe = new Probe(broken(), List.of(), clock);
    clock.advance(Duration.ofSeconds(1));
    assertThatThrownBy(probe::runOnce).satisfies(probe::failed);
    assertThat(probe.reading().failure())
        .hasValueSatisfying(
            words -> assertThat(words).contains("Asking Kafka failed").contains("out of ideas"));
    assertThat(probe.reading().sent()).isEqualTo(clock.now());
    assertThat(probe.reading().ends()).isEmpty();
  }

  private static Admin broken() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("out of ideas");
            });
  }
}
