import type { Connections } from '../characters/connections.ts';
import type { EffectStore } from './effect-store.ts';
import { effectsOf, type InventoryContent } from './inventory-holder.ts';

/** Tells every process of characters whose effects changed, including by other processes. */
export interface EffectFeed {
  onEffectsChanged(handler: (characterIds: string[]) => void): () => void;
}

export interface EffectNewsOptions {
  store: EffectStore;
  content: InventoryContent;
  connections: Pick<Connections, 'get' | 'all'>;
  onError(error: unknown): void;
}

/** Brings the effects of the characters in this process's rooms up to what the database says. */
export class EffectNews {
  private readonly options: EffectNewsOptions;
  private readonly running = new Map<string, Promise<void>>();

  constructor(options: EffectNewsOptions) {
    this.options = options;
  }

  hear(characterIds: readonly string[]): void {
    for (const characterId of characterIds) {
      if (!this.options.connections.get(characterId)) continue;
      this.refresh(characterId).catch((error) => this.options.onError(error));
    }
  }

  /** Changes may have been missed. */
  catchUp(): void {
    this.hear(this.options.connections.all().map(({ characterId }) => characterId));
  }

  /**
   * Reads the effects of a character and hands them to its connection, if it has one here. One read after the other, so that
   * an older one never comes last. Errors: unavailable
   */
  refresh(characterId: string): Promise<void> {
    const before = this.running.get(characterId) ?? Promise.resolve();
    const run = before.catch(() => {}).then(() => this.apply(characterId));
    this.running.set(characterId, run);
    const forget = () => {
      if (this.running.get(characterId) === run) this.running.delete(characterId);
    };
    run.then(forget, forget);
    return run;
  }

  private async apply(characterId: string): Promise<void> {
    const { store, content, connections } = this.options;
    const { upgrades, items } = await store.find(characterId);
    connections.get(characterId)?.affect(effectsOf(content, upgrades, items));
  }
}
