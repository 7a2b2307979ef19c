package io.belvedere.app;

/// Where it all starts. Does not extend `Application`, so that it can say what is missing before
/// JavaFX is touched.
public final class Belvedere {
  private Belvedere() {}

  public static void main(String[] args) {
    System.out.println("Belvedere");
  }
}
