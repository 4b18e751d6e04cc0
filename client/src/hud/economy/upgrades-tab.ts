import { missingText } from '../../api/missing.ts';
import type { ShopApi, Upgrade } from '../../api/shop-api.ts';
import { Latest } from '../../data/latest.ts';
import { creditsText, effectsText } from '../../economy/words.ts';
import { el } from '../../ui/dom.ts';
import { LiveView } from '../../ui/live-view.ts';
import { row, section, smallButton } from '../../ui/rows.ts';
import type { EconomyContext } from './economy-context.ts';

/** What one can get better at for good. */
export function upgradesTab(context: EconomyContext, api: ShopApi) {
  const known = new Latest<Upgrade[] | null>(null);
  const upgradeRow = (upgrade: Upgrade) => {
    const { id, name, text, level, maxLevel, cost, missing, effects } = upgrade;
    const each = effectsText(effects);
    const buy = smallButton(cost === null ? 'Highest' : creditsText(cost), `upgrade-${id}-buy`, () => {
      const next = async () => void (await api.buyUpgrade(id));
      void context.act(next, `${name}: level ${level + 1}.`);
    });
    buy.disabled = cost === null || missing.length > 0;
    return row({
      testId: `upgrade-${id}`,
      title: `${name} ${level}\u00a0of\u00a0${maxLevel}`,
      notes: [
        text,
        each === '' ? null : el('span', { class: 'way' }, `Each level: ${each}`),
        missing.length === 0 ? null : el('span', { class: 'lock' }, `Needs ${missingText(missing)}`),
      ],
      buttons: [buy],
    });
  };
  return new LiveView({
    refresh: async () => {
      await Promise.all([known.take(() => api.upgrades()), context.inventory.refresh()]);
    },
    state: () => known.value && { upgrades: known.value, credits: context.inventory.credits },
    build: ({ upgrades, credits }) => [
      el('b', { class: 'credits' }, credits === null ? '' : creditsText(credits)),
      section('Upgrades', upgrades.map(upgradeRow)),
    ],
  });
}
