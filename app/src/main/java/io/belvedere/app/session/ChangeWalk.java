package io.belvedere.app.session;

import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks the playhead from one change of a value to the next. The histories are searched on the
/// query thread; the playhead moves in the pulse in which the answer is there, unless the operator
/// has moved it meanwhile. JavaFX thread only.
public final class ChangeWalk {
  /// @param serial tells apart the same question asked twice
  private record Question(
      long serial, boolean forward, Selected of, long from, List<LiveDistrict> districts) {}

  private record Answer(Question question, OptionalLong change) {}

  private final Session session;
  private final Inquiry<Question, Answer> inquiry;
  private final Consumer<String> notice;
  private long asked;
  private long taken;
  private @Nullable Question waiting;

  /// @param notice takes a sentence for the operator when there is no further change
  public ChangeWalk(Session session, Executor query, Consumer<String> notice) {
    this.session = session;
    this.inquiry = new Inquiry<>(query, ChangeWalk::search);
    this.notice = notice;
  }

  /// To the next change of what is selected; of anything if nothing is.
  public void next() {
    ask(true, session.selection().selected());
  }

  public void previous() {
    ask(false, session.selection().selected());
  }

  /// To the next change of any value.
  public void nextOfAll() {
    ask(true, Selected.NOTHING);
  }

  public void previousOfAll() {
    ask(false, Selected.NOTHING);
  }

  /// Moves the playhead if an answer has come; once a pulse.
  public void pulse() {
    inquiry.answer().filter(newest -> newest.question().serial() > taken).ifPresent(this::go);
    if (waiting != null && inquiry.ask(waiting)) {
      waiting = null;
    }
  }

  private void ask(boolean forward, Selected of) {
    waiting = new Question(++asked, forward, of, session.playhead().instant(), session.districts());
    session.playhead().pause();
  }

  private void go(Answer answer) {
    Question question = answer.question();
    taken = question.serial();
    if (session.playhead().instant() != question.from()) {
      return;
    }
    if (answer.change().isPresent()) {
      session.playhead().seek(answer.change().getAsLong());
    } else {
      notice.accept(question.forward() ? "No later change." : "No earlier change.");
    }
  }

  private static Answer search(Question question) {
    OptionalLong best = OptionalLong.empty();
    for (LiveDistrict district : question.districts()) {
      IntPredicate of = of(question.of(), district.id(), district.rosterAt(question.from()));
      OptionalLong found =
          question.forward()
              ? district.history().nextChange(of, question.from())
              : district.history().previousChange(of, question.from());
      best = nearer(question.forward(), best, found);
    }
    return new Answer(question, best);
  }

  private static OptionalLong nearer(boolean forward, OptionalLong a, OptionalLong b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    long first = Math.min(a.getAsLong(), b.getAsLong());
    long last = Math.max(a.getAsLong(), b.getAsLong());
    return OptionalLong.of(forward ? first : last);
  }

  /// Which datastreams of a district belong to what is selected.
  static IntPredicate of(Selected selected, DistrictId district, Roster roster) {
    return switch (selected) {
      case Selected.Nothing nothing -> number -> true;
      case Selected.OfThing(DistrictId in, String thing) ->
          number -> in.equals(district) && isOf(roster, number, d -> d.thing().id().equals(thing));
      case Selected.OfRoad(DistrictId in, String road) ->
          number ->
              in.equals(district)
                  && isOf(roster, number, d -> d.thing().road().filter(road::equals).isPresent());
      case Selected.OfDatastream(DistrictId in, String id) ->
          number -> in.equals(district) && number < roster.size() && roster.id(number).equals(id);
      case Selected.OfFacility facility -> number -> false;
    };
  }

  private static boolean isOf(Roster roster, int number, Predicate<Datastream> test) {
    return number < roster.size() && roster.find(number).filter(test).isPresent();
  }
}
