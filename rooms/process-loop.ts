/** How a loop knows the time and waits. Milliseconds of a clock that never goes back. */
export interface LoopTimers {
  now(): number;
  /** @returns cancels it */
  schedule(work: () => void, ms: number): () => void;
  /** Once what has arrived at the process meanwhile was looked at. */
  defer(work: () => void): void;
}

const PROCESS_TIMERS: LoopTimers = {
  now: () => performance.now(),
  schedule(work, ms) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  defer: (work) => void setImmediate(work),
};

interface Member {
  readonly periodMs: number;
  dueAt: number;
  readonly turn: () => void;
}

/** Multiples of it, without their whole part, lie apart from each other however many there are. */
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;
/** Timers fire in whole milliseconds. */
const EARLY_MS = 0.5;

/**
 * The one clock by which all rooms of a process take their turns. Each has its own moments within its period, apart from those
 * of the others: twenty rooms do not all fall on one. Turns keep to these moments however late one was; those that a stall
 * swallowed are left out, and who takes the turn sees how much time has passed. Between two turns the process reads what
 * came in.
 */
export class ProcessLoop {
  private readonly timers: LoopTimers;
  /** In the order in which they are due. */
  private readonly queue: Member[] = [];
  private joined = 0;
  private waiting: { at: number; cancel: () => void } | null = null;
  private isDeferred = false;

  constructor(timers: LoopTimers = PROCESS_TIMERS) {
    this.timers = timers;
  }

  /**
   * @param periodMs between two turns
   * @param spreadMs the first turn is within this time; what a room does in only some of its turns is spread, too, when it is
   * the period of that
   * @param turn must not throw: whoever joins knows what its failures mean
   * @returns leaves the loop
   */
  join(periodMs: number, spreadMs: number, turn: () => void): () => void {
    const phase = (this.joined++ * GOLDEN_RATIO) % 1;
    const member: Member = {
      periodMs,
      dueAt: this.timers.now() + periodMs + phase * spreadMs,
      turn,
    };
    this.enqueue(member);
    this.wait();
    return () => {
      const at = this.queue.indexOf(member);
      if (at >= 0) this.queue.splice(at, 1);
    };
  }

  /** Sees to it that the next turn comes. */
  private wait(): void {
    if (this.isDeferred) return;
    const [next] = this.queue;
    if (!next || (this.waiting && this.waiting.at <= next.dueAt)) return;
    this.waiting?.cancel();
    const cancel = this.timers.schedule(
      () => {
        this.waiting = null;
        this.take();
      },
      Math.max(0, next.dueAt - this.timers.now()),
    );
    this.waiting = { at: next.dueAt, cancel };
  }

  /** The turn that is due longest, and then the next one. */
  private take(): void {
    const [member] = this.queue;
    const now = this.timers.now();
    if (!member || member.dueAt > now + EARLY_MS) {
      this.wait();
      return;
    }
    const missed = Math.max(0, Math.floor((now - member.dueAt) / member.periodMs));
    this.queue.shift();
    member.dueAt += (missed + 1) * member.periodMs;
    this.enqueue(member);
    this.isDeferred = true;
    try {
      member.turn();
    } finally {
      this.timers.defer(() => {
        this.isDeferred = false;
        this.take();
      });
    }
  }

  /** From the back: who has just had its turn is due last or nearly so. */
  private enqueue(member: Member): void {
    let at = this.queue.length;
    while (at > 0 && this.queue[at - 1]!.dueAt > member.dueAt) at -= 1;
    this.queue.splice(at, 0, member);
  }
}
