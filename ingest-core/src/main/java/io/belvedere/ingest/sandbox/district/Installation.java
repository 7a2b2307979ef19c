package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.Lines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All devices of a district, each wired to the sender through which it reports.
///
/// @param senders of each device, by its place in the list of devices
/// @param ways every sender once
record Installation(List<Device> devices, List<Sender> senders, List<Sender> ways) {
  /// How many slots a gateway collects before it sends.
  private static final int GATEWAY_SLOTS = 2;

  Installation {
    devices = List.copyOf(devices);
    senders = List.copyOf(senders);
    ways = List.copyOf(ways);
  }

  /// Draws up and builds a district.
  ///
  /// @param datastreams how many it shall have
  /// @param rate times the usual rate of reports
  static Installation build(World world, int datastreams, double rate) {
    Sheet sheet = new Sheet();
    GatewayDevices.draw(world, sheet);
    TrafficDevices.draw(world, sheet);
    WaterDevices.draw(world, sheet);
    PowerDevices.draw(world, sheet);
    SkyDevices.draw(world, sheet);
    Fleet.draw(world, sheet);
    HouseDevices.draw(world, sheet, datastreams);
    wire(world, sheet.plans());

    Map<String, Sender> ways = new LinkedHashMap<>();
    List<Device> devices = new ArrayList<>();
    List<Sender> senders = new ArrayList<>();
    int gateways = (int) sheet.plans().stream().filter(Installation::isGateway).count();
    for (Plan plan : sheet.plans()) {
      devices.add(plan.build(rate, world.seed()));
      String id = plan.gateway().orElse(plan.id());
      senders.add(
          ways.computeIfAbsent(
              id, i -> sender(i, plan.gateway().isPresent(), ways.size(), gateways, world)));
    }
    return new Installation(devices, senders, List.copyOf(ways.values()));
  }

  private static boolean isGateway(Plan plan) {
    return plan.kind().equals("gateway");
  }

  private static Sender sender(String id, boolean gateway, int index, int gateways, World world) {
    Sender.Outage outage =
        gateway ? t -> world.chance().hits(Chance.Kind.GATEWAY, index, gateways, t) : t -> false;
    return new Sender(id, world.seed(), gateway ? GATEWAY_SLOTS : 1, world.script(), outage);
  }

  /// Gives every device without a radio its gateway. Behind those that will fall silent stand as
  /// many datastreams as the script says, the nearest to the places that it names; all others take
  /// the nearest gateway of their quarter.
  private static void wire(World world, List<Plan> plans) {
    List<Plan> gateways = plans.stream().filter(Installation::isGateway).toList();
    List<String> doomed = world.script().silences().stream().map(Script.Silence::gateway).toList();
    wireDoomed(world, plans, doomed);
    Map<String, List<Plan>> byQuarter = new HashMap<>();
    for (Plan gateway : gateways) {
      if (!doomed.contains(gateway.id())) {
        byQuarter.computeIfAbsent(gateway.site().quarter(), q -> new ArrayList<>()).add(gateway);
      }
    }
    for (Plan plan : plans) {
      if (plan.isUnwired()) {
        List<Plan> near = byQuarter.getOrDefault(plan.site().quarter(), gateways);
        near.stream()
            .filter(g -> !doomed.contains(g.id()))
            .min(Comparator.comparingDouble(g -> metres(g, plan)))
            .ifPresent(g -> plan.through(g.id()));
      }
    }
  }

  private static void wireDoomed(World world, List<Plan> plans, List<String> doomed) {
    List<Plan> named =
        plans.stream()
            .filter(p -> !isGateway(p) && p.gateway().filter(doomed::contains).isPresent())
            .toList();
    if (named.isEmpty()) {
      return;
    }
    double lon = named.stream().mapToDouble(p -> p.site().lon()).average().orElseThrow();
    double lat = named.stream().mapToDouble(p -> p.site().lat()).average().orElseThrow();
    Map<String, Integer> load = new HashMap<>();
    named.forEach(p -> load.merge(p.gateway().orElseThrow(), p.width(), Integer::sum));
    int behind = load.values().stream().mapToInt(Integer::intValue).sum();
    List<Plan> nearest =
        plans.stream()
            .filter(Plan::isUnwired)
            .sorted(
                Comparator.comparingDouble(
                    p -> Lines.metres(lon, lat, p.site().lon(), p.site().lat())))
            .toList();
    for (Plan plan : nearest) {
      if (behind + plan.width() <= world.script().behind()) {
        behind += plan.width();
        String lighter =
            doomed.stream()
                .min(Comparator.comparingInt(g -> load.getOrDefault(g, 0)))
                .orElseThrow();
        load.merge(lighter, plan.width(), Integer::sum);
        plan.through(lighter);
      }
    }
  }

  private static double metres(Plan a, Plan b) {
    return Lines.metres(a.site().lon(), a.site().lat(), b.site().lon(), b.site().lat());
  }
}
