import { type Bot, INPUTS_PER_SEC } from './bot.ts';

/** Bots act in turns: all at once would be a load that no real crowd is, and would make the worker itself late. */
const TURNS = 10;
const TURN_MS = 1000 / INPUTS_PER_SEC / TURNS;
/** After a stall not everything is made up for. */
const MOST_TURNS_AT_ONCE = TURNS;

/** Lets every bot act as often as it should, whatever the timers of this process do. */
export class Pacer {
  private readonly bots: Bot[][] = Array.from({ length: TURNS }, () => []);
  private readonly timer: NodeJS.Timeout;
  private added = 0;
  private turn = 0;
  private next = performance.now();

  constructor() {
    this.timer = setInterval(() => this.catchUp(), TURN_MS);
  }

  add(bot: Bot): void {
    this.bots[this.added++ % TURNS]!.push(bot);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private catchUp(): void {
    const now = performance.now();
    this.next = Math.max(this.next, now - MOST_TURNS_AT_ONCE * TURN_MS);
    for (; this.next <= now; this.next += TURN_MS) {
      for (const bot of this.bots[this.turn++ % TURNS]!) bot.act(now);
    }
  }
}
