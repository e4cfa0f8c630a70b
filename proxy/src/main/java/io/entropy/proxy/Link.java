package io.entropy.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// One direction of a session: from a channel through the lanes of its toxics into the other
/// channel. On the event loop.
///
/// What was read and not yet written is bounded: above that, nothing more is read until the
/// receiver or the toxics have caught up. So a delay bounds the rate too, to 1 MiB per delay.
final class Link {
  private static final int MOST_BYTES = 1 << 20;
  private static final int MOST_ITEMS = 4096;

  private final Session session;
  private final Direction direction;
  private final SocketChannel source;
  private final SocketChannel sink;
  private final List<Lane> lanes = new ArrayList<>();
  private long held;
  private boolean done;

  Link(Session session, Direction direction, SocketChannel source, SocketChannel sink) {
    this.session = session;
    this.direction = direction;
    this.source = source;
    this.sink = sink;
  }

  Session session() {
    return session;
  }

  Direction direction() {
    return direction;
  }

  /// Whether the end of the stream has reached the receiver.
  boolean done() {
    return done;
  }

  void add(Toxic toxic) {
    if (!session.over()) {
      lanes.add(new Lane(this, toxic, ThreadLocalRandom.current()));
    }
  }

  void replace(Toxic old, Toxic next) {
    lane(old).forEach(lane -> lane.become(next, ThreadLocalRandom.current()));
  }

  void remove(Toxic toxic) {
    for (Lane lane : lane(toxic)) {
      lane.leave();
      lanes.remove(lane);
    }
    breathe();
  }

  private List<Lane> lane(Toxic toxic) {
    return lanes.stream().filter(lane -> lane.toxic().tally() == toxic.tally()).toList();
  }

  /// What was read.
  void read(ByteBuf data) {
    if (session.over() || !data.isReadable()) {
      data.release();
      return;
    }
    held += data.readableBytes();
    session.traffic().received(direction, data.readableBytes());
    pass(0, new Item.Chunk(data, System.nanoTime()));
    breathe();
  }

  /// Nothing more will be read.
  void end() {
    if (!session.over()) {
      pass(0, new Item.End(false, System.nanoTime()));
    }
  }

  /// Passes an item on from a lane.
  void pass(Lane from, Item item) {
    pass(lanes.indexOf(from) + 1, item);
  }

  private void pass(int index, Item item) {
    if (index < lanes.size()) {
      lanes.get(index).offer(item);
      return;
    }
    switch (item) {
      case Item.Chunk(ByteBuf data, _) -> {
        int length = data.readableBytes();
        var _ =
            sink.writeAndFlush(data)
                .addListener(written -> {
                  held -= length;
                  session.traffic().sent(direction, written.isSuccess() ? length : 0);
                  breathe();
                });
      }
      case Item.End(boolean both, _) -> {
        if (both) {
          session.closeWhenWritten(sink);
        } else {
          ChannelFuture shut = sink.shutdownOutput();
          var _ =
              shut.addListener(_ -> {
                done = true;
                session.closeWhenDone();
              });
        }
      }
    }
  }

  /// So many bytes will never be written.
  void lost(int bytes) {
    held -= bytes;
    breathe();
  }

  void discard() {
    lanes.forEach(Lane::discard);
  }

  ScheduledFuture<?> after(long nanos, Runnable task) {
    return source.eventLoop().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private void breathe() {
    boolean room = held < MOST_BYTES && lanes.stream().mapToInt(Lane::size).sum() < MOST_ITEMS;
    if (!session.over() && source.config().isAutoRead() != room) {
      source.config().setAutoRead(room);
    }
  }
}
