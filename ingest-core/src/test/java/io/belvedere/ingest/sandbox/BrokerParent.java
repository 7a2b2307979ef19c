package io.belvedere.ingest.sandbox;

/// A process that starts a broker, tells its process id and folder, and waits to be killed.
final class BrokerParent {
  private BrokerParent() {}

  public static void main(String[] args) throws Exception {
    Broker broker = Broker.startTemporary();
    System.out.println(broker.pid() + " " + broker.folder());
    Thread.currentThread().join();
  }
}
