package io.belvedere.ingest.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// A port of the loopback interface that nobody listens on.
///
/// It is below the ports that systems give to outgoing connections. Out of those, a client that
/// tries again and again to reach a stopped broker can be given the broker's own port as its local
/// one, and then connects to itself and keeps the broker from coming back.
final class LoopbackPort {
  private static final int FROM = 20_000;
  private static final int TO = 32_000;
  private static final int TRIES = 100;

  private LoopbackPort() {}

  /// @throws IOException if none was found
  static int free() throws IOException {
    for (int tries = 0; tries < TRIES; tries++) {
      int port = ThreadLocalRandom.current().nextInt(FROM, TO);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("No free loopback port between " + FROM + " and " + TO + ".");
  }

  private static boolean isFree(int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (BindException taken) {
      return false;
    }
  }
}
