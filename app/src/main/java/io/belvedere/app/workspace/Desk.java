package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Clock;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How the panes stand in the window, and what of the mode is seen around them.
///
/// ```
/// +---------------- strip, 48 ----------------+
/// | rail | map (band over it in replay) |right|
/// |  56  |                              | 400 |
/// +------------------ hint, 32 ---------------+ and above it, 32, what cannot be kept
/// +---------------- timeline, 176 ------------+
/// ```
///
/// The margin of 8 px is always there, so that nothing moves when replay puts its frame into it.
public final class Desk extends Region {
  private static final double GUTTER = 8;
  private static final double STRIP = 48;
  private static final double RAIL = 56;
  private static final double RIGHT = 400;
  private static final double DRAWER = 720;
  private static final double HINT = 32;
  private static final double BAND = 32;
  private static final double TIMELINE = 176;

  /// How long a sentence stays, nanoseconds.
  private static final long NOTICE = 10_000_000_000L;

  private final Clock clock;
  private final Panes panes;
  private final TopStrip strip;
  private final ReplayBand band;
  private final HintLine hint;
  private final Label banner = new Label();
  private final Label notice = new Label();
  private final Region frame = new Region();
  private ModeLook.Border shownBorder = ModeLook.Border.NONE;
  private @Nullable Region overMap;
  private @Nullable String newNotice;
  private String said = "";
  private long saidUntil;

  /// What stands where.
  ///
  /// @param counts in the strip: how much needs a person
  /// @param drawer opens over the right side of the map
  public record Panes(
      Region map,
      Region rail,
      Region right,
      Region timeline,
      Region counts,
      Region search,
      Region drawer) {}

  /// What the desk's own buttons do.
  public record Actions(Runnable backToLive, Runnable openHelp, Runnable dismissHint) {}

  public Desk(Clock clock, Panes panes, Actions actions) {
    this.clock = clock;
    this.panes = panes;
    this.strip =
        new TopStrip(panes.counts(), panes.search(), this::toggleDrawer, actions.openHelp());
    this.band = new ReplayBand(actions.backToLive());
    this.hint =
        new HintLine(
            () -> {
              setHint("");
              actions.dismissHint().run();
            });
    getStyleClass().add("desk");
    hint.setVisible(false);
    banner.getStyleClass().add("banner");
    banner.setId("banner");
    banner.setVisible(false);
    band.setVisible(false);
    panes.drawer().setVisible(false);
    panes.drawer().getStyleClass().add("drawer");
    notice.getStyleClass().add("notice");
    notice.setId("notice");
    notice.setWrapText(true);
    notice.setVisible(false);
    frame.setMouseTransparent(true);
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::leaveTextField);
    getChildren()
        .addAll(
            panes.map(),
            band,
            panes.rail(),
            panes.right(),
            hint,
            banner,
            panes.timeline(),
            panes.drawer(),
            notice,
            strip,
            frame);
  }

  /// Draws what has changed around the panes; once a pulse.
  ///
  /// @param waitingFor what is not there yet, in words for the operator; empty if nothing
  public void show(InstantOnScreen onScreen, StripReading.Read read, String waitingFor) {
    TimeText time = read.time();
    strip.show(onScreen, read);
    showBanner(read.notKept());
    boolean replay = onScreen.mode() == Mode.REPLAY;
    band.setVisible(replay);
    if (replay) {
      band.show(onScreen, time);
    }
    showBorder(ModeLook.of(onScreen.mode()).border());
    showNotice(waitingFor);
  }

  private void showBorder(ModeLook.Border border) {
    if (border != shownBorder) {
      shownBorder = border;
      switch (border) {
        case NONE -> frame.getStyleClass().clear();
        case NOTCHED -> frame.getStyleClass().setAll("mode-frame-replay");
      }
    }
  }

  private void showBanner(String text) {
    if (!text.equals(banner.getText())) {
      banner.setText(text);
      banner.setVisible(!text.isEmpty());
      requestLayout();
    }
  }

  /// One line above the timeline; the empty string takes it away.
  public void setHint(String text) {
    hint.setText(text);
    hint.setVisible(!text.isEmpty());
    requestLayout();
  }

  /// Shows a sentence over the map for some seconds.
  public void say(String sentence) {
    newNotice = sentence;
  }

  /// How wide something over the map may be.
  double roomOverMap() {
    return panes.map().getWidth();
  }

  /// Opens something over the map, in place of what was open there.
  void open(Sheet sheet) {
    close();
    overMap = sheet;
    getChildren().add(getChildren().indexOf(strip), sheet);
    requestLayout();
    sheet.opened();
  }

  /// Closes what is open over the map and gives the keyboard back to it.
  ///
  /// @return whether there was anything
  public boolean close() {
    Node open = overMap;
    boolean drawerWasOpen = panes.drawer().isVisible() && open == null;
    if (open != null) {
      getChildren().remove(open);
      overMap = null;
    } else {
      panes.drawer().setVisible(false);
    }
    takeKeys();
    return open != null || drawerWasOpen;
  }

  public void toggleDrawer() {
    panes.drawer().setVisible(!panes.drawer().isVisible());
    requestLayout();
  }

  /// Whoever clicks somewhere else has finished typing: the keys are the desk's again.
  private void leaveTextField(MouseEvent event) {
    Node focused = getScene().getFocusOwner();
    boolean within = event.getTarget() instanceof Node pressed && isWithin(pressed, focused);
    if (focused instanceof TextInputControl && !within) {
      takeKeys();
    }
  }

  /// Gives the keyboard to the map, where every key of the table works.
  public void takeKeys() {
    panes.map().requestFocus();
  }

  private static boolean isWithin(Node node, @Nullable Node ancestor) {
    for (Node up = node; up != null; up = up.getParent()) {
      if (up == ancestor) {
        return true;
      }
    }
    return false;
  }

  private void showNotice(String waitingFor) {
    long ticks = clock.ticks();
    if (newNotice != null) {
      said = newNotice;
      newNotice = null;
      saidUntil = ticks + NOTICE;
    } else if (ticks - saidUntil >= 0) {
      said = "";
    }
    String text = said.isEmpty() ? waitingFor : said;
    if (!text.equals(notice.getText())) {
      notice.setText(text);
      notice.setVisible(!text.isEmpty());
      requestLayout();
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - 2 * GUTTER;
    double bottom = getHeight() - GUTTER;
    place(strip, GUTTER, GUTTER, width, STRIP);
    place(panes.timeline(), GUTTER, bottom - TIMELINE, width, TIMELINE);
    bottom -= TIMELINE + GUTTER;
    if (hint.isVisible()) {
      place(hint, GUTTER, bottom - HINT, width, HINT);
      bottom -= HINT + GUTTER;
    }
    if (banner.isVisible()) {
      place(banner, GUTTER, bottom - HINT, width, HINT);
      bottom -= HINT + GUTTER;
    }
    double top = GUTTER + STRIP + GUTTER;
    double height = bottom - top;
    place(panes.rail(), GUTTER, top, RAIL, height);
    double mapX = GUTTER + RAIL + GUTTER;
    double mapWidth = width - RAIL - RIGHT - 2 * GUTTER;
    place(panes.map(), mapX, top, mapWidth, height);
    place(panes.right(), mapX + mapWidth + GUTTER, top, RIGHT, height);
    place(band, mapX, top, mapWidth, BAND);
    double drawer = Math.min(DRAWER, mapWidth);
    place(panes.drawer(), mapX + mapWidth - drawer, top, drawer, height);
    // A long sentence takes several lines, and is not cut.
    double lines = notice.prefHeight(Math.min(mapWidth, notice.prefWidth(-1)));
    centre(notice, mapX, bottom - 24 - lines, mapWidth, lines);
    if (overMap != null) {
      centre(overMap, mapX, top + BAND, mapWidth, height - BAND);
    }
    place(frame, 0, 0, getWidth(), getHeight());
  }

  private void place(Region region, double x, double y, double width, double height) {
    layoutInArea(region, x, y, width, height, 0, HPos.LEFT, VPos.TOP);
  }

  private void centre(Region region, double x, double y, double width, double height) {
    layoutInArea(region, x, y, width, height, 0, HPos.CENTER, VPos.CENTER);
  }
}
