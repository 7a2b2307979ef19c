package io.belvedere.ingest.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A way to a broker that can be made slow, narrow, or a hole in which everything vanishes while
/// the connection stays. What is not sent on in time makes its sender wait, as a full line does.
final class FaultProxy implements AutoCloseable {
  private static final int PORTION = 4_096;

  private final ServerSocket door;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean isHole;
  private volatile long delayNanos;
  private volatile long bytesPerSecond = Long.MAX_VALUE;

  /// From a port of its own to `target`, both on loopback.
  FaultProxy(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    start("proxy", this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /// Nothing comes through any more, and no connection ends: neither those that are there nor new
  /// ones, which find somebody who says nothing.
  void swallow(boolean everything) {
    isHole = everything;
  }

  /// Each byte arrives so much later, in each direction.
  void delay(long millis) {
    delayNanos = millis * 1_000_000;
  }

  /// So much comes through, in each direction of each connection.
  void narrow(long kilobits) {
    bytesPerSecond = kilobits * 1_000 / 8;
  }

  void widen() {
    bytesPerSecond = Long.MAX_VALUE;
    delayNanos = 0;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        sockets.add(client);
        start("proxy-open", () -> join(client));
      }
    } catch (IOException e) {
      // It has been closed.
    }
  }

  private void join(Socket client) {
    Socket broker = new Socket();
    try {
      awaitPassage();
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      sockets.add(broker);
      start("proxy-there", () -> carry(client, broker));
      carry(broker, client);
    } catch (IOException | InterruptedException e) {
      close(client);
      close(broker);
    }
  }

  private static void start(String name, Runnable task) {
    Thread.ofVirtual().name(name).start(task);
  }

  /// A delay line: what was read at one time is written a delay later, in its order.
  private void carry(Socket from, Socket to) {
    var line = new java.util.concurrent.ArrayBlockingQueue<Portion>(256);
    start("proxy-write", () -> write(line, from, to));
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[PORTION];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitPassage();
        line.put(
            new Portion(java.util.Arrays.copyOf(buffer, count), System.nanoTime() + delayNanos));
        if (bytesPerSecond != Long.MAX_VALUE) {
          LockSupport.parkNanos(count * 1_000_000_000L / bytesPerSecond);
        }
      }
      line.put(Portion.END);
    } catch (IOException | InterruptedException e) {
      close(from);
      close(to);
    }
  }

  private static final class Portion {
    static final Portion END = new Portion(new byte[0], 0);
    final byte[] bytes;
    final long due;

    Portion(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  private void write(java.util.concurrent.BlockingQueue<Portion> line, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Portion next = line.take(); next != Portion.END; next = line.take()) {
        long wait = next.due - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        awaitPassage();
        out.write(next.bytes);
      }
    } catch (IOException | InterruptedException e) {
      // One of the two has gone.
    } finally {
      close(from);
      close(to);
    }
  }

  private void awaitPassage() throws InterruptedException {
    while (isHole) {
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void close(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    isHole = false;
    sockets.forEach(this::close);
  }
}
