package io.belvedere.app.session;

import io.belvedere.app.look.PixelSheet;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.history.Ground;

/// How a part of time is drawn of which nothing is known, told apart without colour: what is not
/// loaded is hatched one way, what is lost both ways, and what is not kept is not there.
public final class GroundPattern {
  private static final double NOT_LOADED_SPACING = 8;
  private static final double LOST_SPACING = 6;

  private final PixelSheet sheet;
  private final double scale;
  private final int ground;
  private final int hatch;
  private final int crosshatch;
  private final int outside;

  /// @param scale device pixels to a layout unit
  public GroundPattern(PixelSheet sheet, double scale, Theme theme) {
    this.sheet = sheet;
    this.scale = scale;
    int ink = Token.TEXT.argb(theme);
    ground = Token.RAISED.argb(theme);
    hatch = PixelSheet.mix(ground, ink, 0.35);
    crosshatch = PixelSheet.mix(ground, ink, 0.5);
    outside = Token.PANEL.argb(theme);
  }

  /// Draws over all that was there; nothing where it is loaded. Device pixels.
  public void paint(Ground of, int left, int top, int right, int bottom) {
    switch (of) {
      case LOADED -> {}
      case NOT_LOADED -> {
        sheet.fill(left, top, right, bottom, ground);
        sheet.hatch(left, top, right, bottom, px(NOT_LOADED_SPACING), px(1), hatch);
      }
      case LOST -> {
        sheet.fill(left, top, right, bottom, ground);
        sheet.crosshatch(left, top, right, bottom, px(LOST_SPACING), px(1), crosshatch);
      }
      case NOT_KEPT -> sheet.fill(left, top, right, bottom, outside);
    }
  }

  private int px(double units) {
    return (int) Math.round(units * scale);
  }
}
