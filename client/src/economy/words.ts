import type { EquipmentStats, ItemEffect } from '../../../src/content/goods.ts';

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function numberText(value: number): string {
  return numbers.format(value);
}

export function creditsText(credits: number): string {
  return credits === 1 ? '1 credit' : `${numberText(credits)} credits`;
}

export function weightText(grams: number): string {
  return grams < 1000 ? `${numberText(grams)} g` : `${numberText(grams / 1000)} kg`;
}

export function percentText(share: number): string {
  return `${numberText(Math.round(share * 1000) / 10)} %`;
}

/** With its sign: what became more or less. */
export function changeText(change: number): string {
  return change < 0 ? `−${numberText(-change)}` : `+${numberText(change)}`;
}

export function timeText(iso: string): string {
  return days.format(new Date(iso));
}

/** @param now milliseconds since 1970 */
export function timeLeftText(iso: string, now: number): string {
  const left = Date.parse(iso) - now;
  if (left <= 0) return 'over';
  if (left < MINUTE_MS) return 'less than a minute';
  const [hours, minutes] = [Math.floor(left / HOUR_MS), Math.floor((left % HOUR_MS) / MINUTE_MS)];
  if (hours === 0) return `${minutes} min`;
  return hours < 10 ? `${hours} h ${minutes} min` : `${hours} h`;
}

/** What a ledger calls it, for people: 'market.buy' is "Market buy". */
export function operationText(kind: string): string {
  const words = kind.replaceAll(/[.\-_:]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What equipment adds: "+3 attack, +2 kg carry". */
export function statsText(stats: EquipmentStats): string {
  return addedText({ ...stats });
}

/** What a level of an upgrade adds: "+4 % speed". */
export function effectsText(effects: Readonly<Record<string, number>>): string {
  return addedText(effects);
}

export function itemEffectText(effect: ItemEffect): string {
  return effect.kind === 'restore'
    ? `gives back ${effect.amount} ${effect.resource}`
    : `${effect.percent} % faster for ${effect.seconds} s`;
}

const ADDED: Readonly<Record<string, (value: number) => string>> = {
  speedBonus: (share) => `+${percentText(share)} speed`,
  carry: (grams) => `+${weightText(grams)} to carry`,
  collection: (share) => `+${percentText(share)} harvest`,
  scannerRange: (range) => `+${numberText(range)} scanner range`,
  magnetRange: (range) => `+${numberText(range)} magnet range`,
};

function addedText(added: Readonly<Record<string, number>>): string {
  return Object.entries(added)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => ADDED[name]?.(value) ?? `${changeText(value)} ${name}`)
    .join(', ');
}
