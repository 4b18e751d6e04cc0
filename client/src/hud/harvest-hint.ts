import { ERRORS, type ErrorCode } from '../../../src/errors.ts';
import type { ClientMessage, ServerMessage } from '../../../src/protocol.ts';
import { isWriting } from '../steering/keyboard.ts';
import { button } from '../ui/dom.ts';
import { keepKeys } from '../ui/keep-keys.ts';
import type { SeenNode } from '../world/node-field.ts';
import type { World } from '../world/world.ts';

/** An answer that never comes must not end all collecting. */
const ANSWER_MS = 15_000;

export interface HarvestHintOptions {
  send(message: ClientMessage<'collect'>): void;
  world(): Pick<World, 'beginWork' | 'endWork' | 'float'> | null;
  say(text: string): void;
  /** Of an item, for a person. */
  nameOf(kind: string): string;
  /** What one owns has changed. */
  onGained(): void;
}

/** The offer to collect what is in reach, and what becomes of it. */
export class HarvestHint {
  readonly element: HTMLButtonElement;
  private readonly options: HarvestHintOptions;
  private readonly listening = new AbortController();
  private offered: SeenNode | null = null;
  /** The action that is not answered yet. */
  private asked: string | null = null;
  private patience: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HarvestHintOptions) {
    this.options = options;
    this.element = button('', { class: 'harvest-hint', 'data-testid': 'harvest-hint', hidden: true }, () =>
      this.collect(),
    );
    keepKeys(this.element);
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.code === 'KeyE' && !event.repeat && !isWriting(event.target)) this.collect();
      },
      { signal: this.listening.signal },
    );
  }

  /** @param node null when none is in reach */
  offer(node: SeenNode | null): void {
    this.offered = node;
    this.show();
  }

  /** In another room, or again in the same one: an answer may have been missed. */
  arrived(): void {
    this.settle();
  }

  confirm({ actionId, ok, code }: ServerMessage<'confirm'>): void {
    if (actionId !== this.asked) return;
    this.settle();
    if (ok || code === null) return;
    this.options.say(Object.hasOwn(ERRORS, code) ? ERRORS[code as ErrorCode].text : code);
  }

  hear(event: ServerMessage<'event'>): void {
    const { world, nameOf, say, onGained } = this.options;
    switch (event.type) {
      case 'collecting':
        world()?.beginWork(event.node, event.seconds);
        break;
      case 'interrupted':
        world()?.endWork();
        break;
      case 'gained':
        world()?.float(event.items.map(({ kind, amount }) => `+${amount} ${nameOf(kind)}`));
        if (event.where === 'mail') say('There was no room for it: it comes by mail.');
        onGained();
        break;
    }
  }

  dispose(): void {
    clearTimeout(this.patience);
    this.listening.abort();
  }

  private collect(): void {
    if (!this.offered || this.asked !== null) return;
    this.asked = crypto.randomUUID();
    this.patience = setTimeout(() => this.settle(), ANSWER_MS);
    this.show();
    this.options.send({ node: this.offered.id, actionId: this.asked });
  }

  private settle(): void {
    clearTimeout(this.patience);
    this.asked = null;
    this.options.world()?.endWork();
    this.show();
  }

  private show(): void {
    this.element.hidden = this.offered === null || this.asked !== null;
    if (!this.offered) return;
    const how = window.matchMedia('(pointer: coarse)').matches ? 'tap' : 'E';
    this.element.textContent = `${how} to collect · ${this.offered.name}`;
  }
}
