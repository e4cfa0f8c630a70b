package io.entropy.injectors.kernel.queue;

import io.entropy.injectors.kernel.fault.Action;
import io.entropy.injectors.kernel.namespace.NetworkNamespace;
import io.entropy.injectors.kernel.sys.KernelException;
import io.entropy.injectors.kernel.sys.NativeMemory;
import io.entropy.injectors.kernel.sys.PacketCalls;
import io.entropy.injectors.kernel.sys.PreciseThread;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The packets of one namespace that this process holds, and the thread that holds them: everything
/// in here belongs to that thread, others hand it tasks. A packet is held once for all lanes it
/// concerns, for the sum of what they ask.
///
/// It holds at most 65,536 packets; any beyond go on at once.
public final class PacketQueue implements AutoCloseable {
  private static final int ENOSPC = 28;
  private static final int LANE_BITS = -1 << Action.Queue.FIRST_LANE_BIT;

  private final NetworkNamespace namespace;
  private final QueueSocket socket;
  private final Tasks tasks = new Tasks();
  private final PacketCalls calls;
  private Arrivals arrivals;
  private @Nullable Copies copies;
  private final Verdicts verdicts;
  private final HoldHeap heap = new HoldHeap();
  private final @Nullable Lane[] lanes = new Lane[Lane.MOST];
  private final WakeUp wakeUp = new WakeUp();
  private final ArrivalClock clock = new ArrivalClock(System.nanoTime());
  private final Thread thread;
  private long lost;
  private boolean payloads;
  private boolean closing;

  /// Until the socket is closed: from then on its descriptor may be another's.
  private boolean listening = true;

  private PacketQueue(QueueSocket socket, NetworkNamespace namespace) {
    this.namespace = namespace;
    this.socket = socket;
    this.arrivals = Arrivals.of(socket, tasks.wakeFd());
    this.calls = arrivals.calls();
    this.verdicts = new Verdicts(calls, socket.number());
    this.thread =
        Thread.ofPlatform().name("queue-" + namespace.inode()).daemon().unstarted(this::serve);
  }

  /// Listens on a queue of the namespace that nobody else uses.
  public static PacketQueue open(NetworkNamespace namespace) {
    PacketQueue queue = new PacketQueue(QueueSocket.open(namespace), namespace);
    queue.thread.start();
    return queue;
  }

  /// As rules name it.
  public int number() {
    return socket.number();
  }

  /// Opens a lane; nothing comes into it before there is a rule that says so.
  public Lane open(Treatment treatment) {
    return ask(() -> {
      for (int index = 0; index < lanes.length; index++) {
        if (lanes[index] == null) {
          prepare(treatment);
          Lane lane = new Lane(this, index, treatment, lost);
          lanes[index] = lane;
          return lane;
        }
      }
      throw new KernelException(
          "hold packets", ENOSPC, lanes.length + " faults of this network hold packets already");
    });
  }

  private void prepare(Treatment treatment) {
    if (treatment.duplicates() && copies == null) {
      copies = Copies.open(namespace);
    }
    if ((treatment.alters() || treatment.duplicates()) && !payloads) {
      wantPayloads();
    }
  }

  private void wantPayloads() {
    payloads = true;
    takeAllThatHasCome();
    NativeMemory request = socket.requestForPayloads();
    long _ = calls.send(request, request.buffer().capacity());
    arrivals = Arrivals.ofPayloads(socket, tasks.wakeFd());
  }

  <T> T ask(Supplier<T> question) {
    return tasks.ask(question);
  }

  void run(Runnable task) {
    boolean _ =
        ask(() -> {
          task.run();
          return true;
        });
  }

  /// Whether its thread lives.
  boolean isServed() {
    return !tasks.isEnded();
  }

  private void serve() {
    try {
      PreciseThread.become();
      while (!closing) {
        boolean more = turn();
        tasks.runAll();
        if (!more && !closing) {
          calls.await(untilDue());
          wakeUp.awake(System.nanoTime());
        }
      }
      takeAllThatHasCome();
      heap.hurry(_ -> true, System.nanoTime());
      release();
    } finally {
      // Whatever the reason: without a listener, packets pass.
      tasks.end(this::stopListening);
    }
  }

  private void stopListening() {
    listening = false;
    socket.close();
    if (copies != null) {
      copies.close();
    }
  }

  /// Takes in what has come and lets go of what is due; whether there may be more.
  private boolean turn() {
    if (!listening) {
      return false;
    }
    long began = System.nanoTime();
    int count = arrivals.receive();
    long timeOfDay = count == 0 ? 0 : calls.timeOfDay();
    clock.looked(began, System.nanoTime(), timeOfDay, !arrivals.isFull(count));
    for (int slot = 0; slot < count; slot++) {
      if (arrivals.read(slot)) {
        take(arrivals.id(), arrivals.mark(), clock.arrived(arrivals.stamp()));
      } else {
        lost++;
      }
    }
    release();
    return arrivals.isFull(count);
  }

  private void take(int id, int mark, long arrived) {
    if (isLost(mark)) {
      verdicts.drop(id);
      return;
    }
    Held held = heap.blank();
    held.id = id;
    held.mark = mark & ~LANE_BITS;
    held.lanes = 0;
    held.arrived = arrived;
    held.asked = 0;
    held.bytes = null;
    held.altered = false;
    held.copies = 0;
    for (int bits = mark >>> Action.Queue.FIRST_LANE_BIT; bits != 0; bits &= bits - 1) {
      int index = Integer.numberOfTrailingZeros(bits);
      Lane lane = lanes[index];
      if (lane != null && lane.holds()) {
        lane.take(held);
        held.altered |= lane.alter(arrivals);
        if (lane.treatment.duplicates() && copies != null && lane.doubles(arrivals, copies)) {
          held.copies++;
        }
      }
    }
    if (held.altered || held.copies > 0) {
      held.bytes = arrivals.copyOfPayload();
    }
    held.due = arrived + held.asked;
    for (int bits = held.lanes; bits != 0; bits &= bits - 1) {
      lane(bits).putInOrder(held);
    }
    heap.add(held);
  }

  /// All lanes are asked: each counts what it would lose by itself.
  private boolean isLost(int mark) {
    boolean isLost = false;
    for (int bits = mark >>> Action.Queue.FIRST_LANE_BIT; bits != 0; bits &= bits - 1) {
      Lane lane = lanes[Integer.numberOfTrailingZeros(bits)];
      isLost |= lane != null && lane.holds() && lane.loses();
    }
    return isLost;
  }

  private void release() {
    while (listening && heap.size() > 0 && heap.first().due - System.nanoTime() <= 0) {
      Held held = heap.pop();
      letGo(held);
      long now = System.nanoTime();
      for (int bits = held.lanes; bits != 0; bits &= bits - 1) {
        lane(bits).letGo(held, now);
      }
      heap.recycle(held);
    }
    if (listening) {
      verdicts.send();
    }
  }

  private void letGo(Held held) {
    if (held.bytes == null) {
      verdicts.accept(held.id, held.mark);
      return;
    }
    if (held.altered) {
      verdicts.accept(held.id, held.mark, held.bytes);
    } else {
      verdicts.accept(held.id, held.mark);
    }
    if (held.copies > 0 && copies != null) {
      verdicts.send();
      for (int i = 0; i < held.copies; i++) {
        lost += copies.deliver(held.bytes) ? 0 : 1;
      }
    }
  }

  /// The lane of the lowest bit, which stays as long as it holds a packet.
  private Lane lane(int bits) {
    Lane lane = lanes[Integer.numberOfTrailingZeros(bits)];
    if (lane == null) {
      throw new IllegalStateException("a packet without a lane");
    }
    return lane;
  }

  private long untilDue() {
    return heap.size() == 0 ? -1 : wakeUp.sleepUntil(heap.first().due, System.nanoTime());
  }

  long lost() {
    return lost;
  }

  void takeAllThatHasCome() {
    while (turn()) {
      // There was more than is taken in at a time.
    }
  }

  /// Ends those that the lane followed with it, and lets go of what no other lane holds.
  void letGoOfEnded(Lane last) {
    for (Lane lane : lanes) {
      if (lane != null) {
        lane.endWith(last);
      }
    }
    heap.hurry(this::isLetGo, System.nanoTime());
    release();
  }

  private boolean isLetGo(Held held) {
    for (int bits = held.lanes; bits != 0; bits &= bits - 1) {
      if (lane(bits).holds()) {
        return false;
      }
    }
    return true;
  }

  void remove(Lane lane) {
    lanes[lane.index()] = null;
  }

  /// Lets go of all it holds and of the namespace. Idempotent.
  @Override
  public void close() {
    run(() -> closing = true);
    tasks.awaitEnd();
  }
}
