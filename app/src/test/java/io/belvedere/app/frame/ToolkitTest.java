package io.belvedere.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolkitTest {
  @Test
  void linuxWithoutADisplaySaysSo() {
    assertThat(missing("Linux", Map.of())).isTrue();
    assertThat(missing("Linux", Map.of("DISPLAY", ""))).isTrue();
    assertThat(missing("Linux", Map.of("DISPLAY", ":0"))).isFalse();
    assertThat(missing("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isFalse();
  }

  @Test
  void otherSystemsNeedNoVariable() {
    assertThat(missing("Windows 11", Map.of())).isFalse();
    assertThat(missing("Mac OS X", Map.of())).isFalse();
  }

  private static boolean missing(String system, Map<String, String> environment) {
    return Toolkit.missingDisplay(system, environment).isPresent();
  }
}
