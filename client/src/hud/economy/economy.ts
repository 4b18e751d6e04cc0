import type { Place } from '../../../../src/content/types.ts';
import { CharacterApi } from '../../api/character-api.ts';
import { InventoryApi, type Stack } from '../../api/inventory-api.ts';
import { LeaderboardApi } from '../../api/leaderboard-api.ts';
import { MailApi } from '../../api/mail-api.ts';
import { MarketApi } from '../../api/market-api.ts';
import { ShipApi } from '../../api/ship-api.ts';
import { ShopApi } from '../../api/shop-api.ts';
import type { MessageHandlers } from '../../connection/messages.ts';
import type { Catalogue } from '../../economy/catalogue.ts';
import { Hangar } from '../../economy/hangar.ts';
import { Inventory } from '../../economy/inventory.ts';
import { marketText } from '../../economy/market-words.ts';
import type { Session } from '../../session/session.ts';
import { attemptWith } from '../attempt.ts';
import type { SidePanel } from '../side-panel.ts';
import { DirectTrade, type DirectTradeOptions } from './direct-trade.ts';
import type { EconomyContext } from './economy-context.ts';
import { inventoryPanel } from './inventory-panel.ts';
import { leaderboardPanel } from './leaderboard-panel.ts';
import { MailPanel } from './mail-panel.ts';
import { marketPanel } from './market-panel.ts';
import { ShipPanel } from './ship-panel.ts';
import { shopPanel } from './shop-panel.ts';

export interface EconomyOptions extends Omit<DirectTradeOptions, 'context'> {
  session: Session;
  characterId: string;
  /** What can be owned; empty before the world is entered. */
  catalogue(): Catalogue;
  places(): Promise<readonly Place[]>;
}

/** Everything that one owns, and the panels in which one deals with it. */
export class Economy {
  readonly panels: readonly SidePanel[];
  readonly window: HTMLElement;
  private readonly options: EconomyOptions;
  private readonly inventory: Inventory;
  private readonly mail: MailPanel;
  private readonly direct: DirectTrade;
  private isActing = false;

  constructor(options: EconomyOptions) {
    const { session, characterId, toasts } = options;
    this.options = options;
    const api = new CharacterApi(session, characterId);
    const inventoryApi = new InventoryApi(api);
    const shipApi = new ShipApi(api);
    this.inventory = new Inventory(inventoryApi);
    const attempt = attemptWith(toasts);
    const context: EconomyContext = {
      characterId,
      catalogue: options.catalogue,
      inventory: this.inventory,
      hangar: new Hangar(shipApi),
      attempt,
      act: (act, success) => this.act(() => attempt(act, success)),
      say: (text) => toasts.say(text),
    };
    this.direct = new DirectTrade({ ...options, context });
    this.window = this.direct.window.element;
    this.mail = new MailPanel(context, new MailApi(api));
    this.panels = [
      inventoryPanel(context, inventoryApi),
      new ShipPanel(context, shipApi).panel,
      shopPanel(context, new ShopApi(api)),
      marketPanel(context, new MarketApi(api), this.direct.tab),
      this.mail.panel,
      leaderboardPanel(context, new LeaderboardApi(api), options.places),
    ];
  }

  /** Whole credits that the character has with it; null: not known. */
  get credits(): number | null {
    return this.inventory.credits;
  }

  /** Stacks that the character has with it, as far as they are known. */
  get stacks(): readonly Stack[] {
    return this.inventory.state?.character.stacks ?? [];
  }

  /** What it does with the room's messages. */
  get handlers(): MessageHandlers {
    return {
      ...this.direct.handlers,
      market: (news) => {
        const text = marketText(news, this.options.catalogue().name(news.kind));
        if (text !== null) this.options.toasts.say(text);
        void this.lookAgain();
      },
    };
  }

  /** Of anything that can be owned, for a person. */
  nameOf(kind: string): string {
    return this.options.catalogue().name(kind);
  }

  /** Something came into the inventory, or by mail, or was used up. */
  changed(): void {
    void this.lookAgain();
  }

  /** In a room: whatever was told meanwhile was not heard. */
  arrived(): void {
    this.direct.arrived();
    void this.lookAgain();
  }

  private async act(act: () => Promise<boolean>): Promise<boolean> {
    if (this.isActing) {
      this.options.toasts.say('One thing at a time: the last one is still being done.');
      return false;
    }
    this.isActing = true;
    try {
      return await act();
    } finally {
      this.isActing = false;
      void this.lookAgain();
    }
  }

  /** What could not be asked is asked again by the open panel; the connection says by itself when nobody answers. */
  private async lookAgain(): Promise<void> {
    for (const panel of this.panels) panel.refresh();
    await Promise.allSettled([this.inventory.refresh(), this.mail.refresh()]);
  }
}
