import { type SchemaType, schema, t } from '@colyseus/schema';

/**
 * What the owner of a character alone is told of it. x, y, facing: exactly where the simulation has it, world pixels, after
 * the last input that the frame acknowledges: what a client reconciles its prediction with. Times are milliseconds of the
 * world's simulation; `now` is the one at which anything else in here last changed, so that `ready… - now` is what is left
 * when it arrives.
 */
export const OwnState = schema(
  {
    x: t.float32(),
    y: t.float32(),
    facing: t.uint8(),
    now: t.uint32(),
    mana: t.uint16(),
    maxMana: t.uint16(),
    stamina: t.uint16(),
    maxStamina: t.uint16(),
    /** Since the last level, and what the next one takes. */
    experience: t.uint32(),
    nextLevel: t.uint32(),
    /** Slots of the inventory that are taken. */
    inventoryCount: t.uint16(),
    /** When it may stand up; 0: it lives. */
    respawnAt: t.uint32(),
    /** When each ability of its class is ready, in the order of the class. */
    ready1: t.uint32(),
    ready2: t.uint32(),
    ready3: t.uint32(),
    ready4: t.uint32(),
    ready5: t.uint32(),
    ready6: t.uint32(),
    /** When the next potion may be used. */
    readyPotion: t.uint32(),
  },
  'OwnState',
);
export type OwnState = SchemaType<typeof OwnState>;
