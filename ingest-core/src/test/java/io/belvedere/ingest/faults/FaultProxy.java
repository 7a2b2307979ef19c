package io.belvedere.ingest.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A door to one broker at the end of a [Line]. Who sends more than fits waits, as behind a full
/// pipe.
final class FaultProxy implements AutoCloseable {
  private static final int PORTION = 4_096;

  /// Portions on their way in one direction of one connection.
  private static final int WINDOW = 256;

  private static final AtomicLong TO_BROKERS = new AtomicLong();
  private static final AtomicLong TO_CLIENT = new AtomicLong();

  /// Bytes, and when they arrive.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Portion(byte[] bytes, long due) {
    static final Portion END = new Portion(new byte[0], 0);
  }

  private final ServerSocket door;
  private final int target;
  private final Line line;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /// From a port of its own to `target`, both on loopback.
  FaultProxy(int target, Line line) throws IOException {
    this.target = target;
    this.line = line;
    door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private static void start(Runnable task) {
    Thread.ofPlatform().daemon().name("line").start(task);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = door.accept();
        start(() -> join(client));
      }
    } catch (IOException _) {
      // It has been closed.
    }
  }

  private void join(Socket client) {
    Socket broker = new Socket();
    sockets.add(client);
    sockets.add(broker);
    try {
      line.awaitOpen();
      broker.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      start(() -> carry(client, broker, TO_BROKERS));
      carry(broker, client, TO_CLIENT);
    } catch (IOException _) {
      end(client, broker);
    }
  }

  private void carry(Socket from, Socket to, AtomicLong taken) {
    BlockingQueue<Portion> onTheWay = new ArrayBlockingQueue<>(WINDOW);
    start(() -> arrive(onTheWay, from, to));
    byte[] buffer = new byte[PORTION];
    try {
      InputStream in = from.getInputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        line.pass(count, taken);
        onTheWay.put(new Portion(Arrays.copyOf(buffer, count), line.due()));
      }
      onTheWay.put(Portion.END);
    } catch (IOException | InterruptedException _) {
      end(from, to);
    }
  }

  @SuppressWarnings("ReferenceEquality") // there is one end
  private void arrive(BlockingQueue<Portion> onTheWay, Socket from, Socket to) {
    try {
      OutputStream out = to.getOutputStream();
      for (Portion next = onTheWay.take(); next != Portion.END; next = onTheWay.take()) {
        Line.awaitTime(next.due);
        line.awaitOpen();
        out.write(next.bytes);
      }
    } catch (IOException | InterruptedException _) {
      // One of the two has gone.
    }
    end(from, to);
  }

  private void end(Socket... both) {
    for (Socket each : both) {
      sockets.remove(each);
      try {
        each.close();
      } catch (IOException _) {
        // Then it is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    end(sockets.toArray(Socket[]::new));
  }
}
