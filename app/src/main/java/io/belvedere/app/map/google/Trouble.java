package io.belvedere.app.map.google;

/// Why Google's map is not the ground.
enum Trouble {
  NO_KEY(
      "it needs a key of your own. Switch it off, or write google-key into the settings (--help"
          + " tells where) and start again."),
  NO_SUCH_KEY(
      "what stands as google-key in the settings is no key. One has 39 characters and begins with"
          + " AIza; copy it anew and start again."),
  UNREACHABLE(
      "it cannot be reached. Check the connection to the internet, then switch it off and on."),
  SILENT(
      "it did not answer within 8 seconds. Check the connection and the proxy, then switch it off"
          + " and on."),
  KEY_REFUSED(
      "Google refuses the key. See in Google's console whether it is allowed to load maps and has"
          + " a bill to go on."),
  NO_WEB_VIEW("this JavaFX has no web view (javafx.web). Install Belvedere's own package."),
  BROKEN("its page failed. Switch it off and on; if it stays so, go without it.");

  private final String why;

  Trouble(String why) {
    this.why = why;
  }

  /// For the operator.
  String sentence() {
    return "The map is Belvedere's own, not Google's: " + why;
  }
}
