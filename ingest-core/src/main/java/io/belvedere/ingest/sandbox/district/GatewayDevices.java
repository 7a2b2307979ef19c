package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.model.Criticality;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The gateways through which most devices report, with a heartbeat of their own. A heartbeat that
/// could not be sent is of no use later.
final class GatewayDevices {
  private static final int IN_EACH_QUARTER = 5;
  private static final Pace PACE = Pace.of(30, 10);

  private GatewayDevices() {}

  static void draw(World world, Sheet sheet) {
    for (Area area : world.map().areas()) {
      String code = code(world.map(), area);
      List<Site> sites = spread(world, area);
      for (int i = 0; i < sites.size(); i++) {
        gateway(world, sheet, "GW-" + code + "-" + (i + 1), sites.get(i));
      }
    }
  }

  private static List<Site> spread(World world, Area area) {
    List<Site> candidates =
        world.sites().kerbs("gateways " + area.id(), r -> true, world.streets().size()).stream()
            .filter(s -> s.quarter().equals(area.name()))
            .toList();
    List<Site> picked = new ArrayList<>();
    while (picked.size() < Math.min(IN_EACH_QUARTER, candidates.size())) {
      // The one that is farthest from those that stand already.
      Site best = candidates.getFirst();
      double most = -1;
      for (Site site : candidates) {
        double nearest =
            picked.stream()
                .mapToDouble(p -> Lines.metres(p.lon(), p.lat(), site.lon(), site.lat()))
                .min()
                .orElse(0);
        if (nearest > most) {
          most = nearest;
          best = site;
        }
      }
      picked.add(best);
    }
    return picked;
  }

  /// Three letters that stand for an area: the beginning of the last word of its name, or the first
  /// that no area before it has.
  static String code(CityMap map, Area area) {
    List<String> taken = new ArrayList<>();
    for (Area other : map.areas()) {
      String letters = letters(other.name());
      String code = letters.substring(0, Math.min(3, letters.length()));
      for (int i = 3; taken.contains(code) && i < letters.length(); i++) {
        code = letters.substring(0, 2) + letters.charAt(i);
      }
      if (other.id().equals(area.id())) {
        return code;
      }
      taken.add(code);
    }
    throw new IllegalArgumentException("The map has no area " + area.name() + ".");
  }

  private static String letters(String name) {
    String[] words = name.split("[ '-]", -1);
    String plain = Normalizer.normalize(words[words.length - 1], Normalizer.Form.NFD);
    return (plain.replaceAll("[^A-Za-z]", "") + "XXX").toUpperCase(Locale.ROOT);
  }

  private static void gateway(World world, Sheet sheet, String id, Site site) {
    List<Script.Silence> outages =
        world.script().silences().stream().filter(s -> s.gateway().equals(id)).toList();
    long installed =
        world.script().clock().anchor() - Math.floorMod(id.hashCode(), 90) * 86_400_000_000L;
    String suffix = id.substring(3).toLowerCase(Locale.ROOT);
    sheet
        .draw(new Plan(id, "Gateway " + id, "gateway", site))
        .with(
            Channel.of("heartbeat-" + suffix, "Heartbeat " + id, "gateway", "s", 0)
                .matters(Criticality.CRITICAL))
        .with(Channel.of("battery-" + suffix, "Battery " + id, "gateway", "%", 0))
        .pace(PACE)
        .punctual()
        .through(id)
        .failing(Device.Faults.NONE.perishing())
        .reading(
            (t, dice, out) -> {
              double charge = 100;
              for (Script.Silence outage : outages) {
                if (t >= outage.from()) {
                  double hours = (t - outage.from()) / 3.6e9;
                  charge =
                      Math.min(100, Math.max(58, 100 - 70 * hours) + 30 * Math.max(0, hours - 1.4));
                }
              }
              out.set(0, (double) (t - installed) / 1_000_000);
              out.set(1, charge);
            });
  }
}
