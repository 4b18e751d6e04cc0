import { LoadRun } from '../run/load-run.ts';
import type { LoadOptions } from '../run/options.ts';
import type { Contender } from './contenders.ts';
import type { BenchOptions } from './options.ts';
import type { Frames } from './servers/frame-plan.ts';
import { framesOf, missedTurn, type Turn, turnOf } from './turn.ts';

const MOST_PAIRS = 2;
/** A pair for so many clients. */
const CLIENTS_PER_PAIR = 40;
const BOTS_PER_WORKER = 250;

/** Loads one contender after the other, so that whatever else the machine does hits all alike. */
export class Rounds {
  readonly turns: Turn[] = [];
  private readonly options: Omit<BenchOptions, 'json'>;
  private readonly contenders: readonly Contender[];
  /** What ours was last measured to send. */
  private frames: Frames | null = null;

  /** @param contenders ours first: the bare one sends what ours did */
  constructor(options: Omit<BenchOptions, 'json'>, contenders: readonly Contender[]) {
    this.options = options;
    this.contenders = contenders;
  }

  /** @param interrupt aborted when somebody wants no more of it */
  async run(interrupt: AbortSignal): Promise<void> {
    const { rounds } = this.options;
    for (let round = 1; round <= rounds; round++) {
      // Who comes first finds another machine than who comes last.
      const order = round % 2 === 1 ? this.contenders : this.contenders.toReversed();
      for (const contender of order) {
        if (interrupt.aborted) return;
        process.stderr.write(`round ${round} of ${rounds}: ${contender.name}\n`);
        this.turns.push(await this.turn(contender, round, interrupt));
      }
    }
  }

  private async turn(contender: Contender, round: number, interrupt: AbortSignal): Promise<Turn> {
    const { name, target } = contender;
    try {
      if (name === 'ws') {
        if (!this.frames) return missedTurn(name, round, 'It is not known what ours sends.');
        await contender.imitate(this.frames);
      }
      const outcome = await new LoadRun(loadOf(this.options), target).run(interrupt);
      const turn = turnOf(name, round, outcome, contender.takeStudy());
      if (name === 'ours' && turn.cutShort === null) this.frames = framesOf(turn.figures);
      return turn;
    } catch (error) {
      return missedTurn(name, round, (error as Error).message);
    }
  }
}

/** The same for every contender and every round: same seed, same walks. */
function loadOf({ clients, seconds, seed }: Omit<BenchOptions, 'json'>): LoadOptions {
  const pairs = Math.min(MOST_PAIRS, Math.ceil(clients / CLIENTS_PER_PAIR));
  return {
    scenario: 'walk',
    clients,
    durationMs: seconds * 1000,
    urls: [],
    fullShare: (2 * pairs) / clients,
    pairs,
    workers: Math.ceil(clients / BOTS_PER_WORKER),
    seed,
    assertions: [],
    json: null,
    html: null,
  };
}
