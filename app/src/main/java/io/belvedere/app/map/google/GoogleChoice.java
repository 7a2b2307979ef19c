package io.belvedere.app.map.google;

import java.util.Optional;
import java.util.Properties;

/// What the settings say of Google as the ground.
///
/// @param key empty: the user has none
public record GoogleChoice(boolean isOn, Optional<GoogleKey> key) {
  public static final GoogleChoice INITIAL = new GoogleChoice(false, Optional.empty());

  private static final String GROUND = "google-ground";
  private static final String KEY = "google-key";

  public static GoogleChoice readFrom(Properties settings) {
    String text = settings.getProperty(KEY, "").strip();
    return new GoogleChoice(
        Boolean.parseBoolean(settings.getProperty(GROUND)),
        text.isEmpty() ? Optional.empty() : Optional.of(new GoogleKey(text)));
  }

  public void writeTo(Properties settings) {
    settings.setProperty(GROUND, String.valueOf(isOn));
    key.ifPresent(k -> settings.setProperty(KEY, k.text()));
  }

  public GoogleChoice with(boolean on) {
    return new GoogleChoice(on, key);
  }
}
