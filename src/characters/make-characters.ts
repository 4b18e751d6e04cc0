import { randomUUID } from 'node:crypto';
import type { Content } from '../content/types.ts';
import { GameError } from '../errors.ts';
import { STARTING_FACING, STARTING_LEVEL } from './character-rules.ts';
import type { CharacterRecord, CharacterStore } from './character-store.ts';
import type { Characters } from './characters.ts';

export interface CharactersDependencies {
  store: CharacterStore;
  content: Content;
  limitPerAccount: number;
  clock: () => Date;
  /** Gives a new character what it begins with. It exists already: never rejects. */
  onCreated?(character: CharacterRecord): Promise<void>;
}

export function makeCharacters({
  store,
  content,
  limitPerAccount,
  clock,
  onCreated,
}: CharactersDependencies): Characters {
  return {
    async create(accountId, { name, classId }) {
      const character = newCharacter(content, accountId, name, classId, clock());
      const outcome = await store.create(character, limitPerAccount);
      switch (outcome) {
        case 'created':
          await onCreated?.(character);
          return character;
        case 'name_taken':
          throw new GameError('character_name_taken');
        case 'limit_reached':
          throw new GameError('character_limit_reached', { details: { limit: limitPerAccount } });
        case 'account_gone':
          throw new GameError('session_revoked');
      }
    },

    list: (accountId) => store.listByAccount(accountId),

    async get(accountId, characterId) {
      const character = await store.find(characterId);
      if (character?.accountId !== accountId) throw new GameError('character_not_found');
      return character;
    },

    async delete(accountId, characterId) {
      const outcome = await store.delete(characterId, accountId);
      if (outcome === 'not_found') throw new GameError('character_not_found');
      if (outcome === 'in_world') throw new GameError('character_in_world');
    },

    async enter(accountId, characterId, instance) {
      const taken = await store.takeLease(characterId, accountId, instance);
      if (!taken) throw new GameError('character_not_found');
      return { character: taken.character, lease: { characterId, fence: taken.fence } };
    },

    async resume(lease, instance) {
      const character = await store.resumeLease(lease, instance);
      if (!character) throw new GameError('character_taken_over');
      return { character, lease };
    },

    save: (saves) => store.saveCharacters(saves),
    renewLeases: (leases) => store.renewLeases(leases),
    leave: (lease) => store.releaseLease(lease),
    leaveAll: (leases) => store.releaseLeases(leases),
    locate: (characterIds) => store.locate(characterIds),
    forsake: (lease, instance) => store.forsakeLease(lease, instance),
  };
}

/** At the first spawn of the starting place, with its class's values. Errors: class_not_found. */
function newCharacter(
  content: Content,
  accountId: string,
  name: string,
  classId: string,
  createdAt: Date,
): CharacterRecord {
  const characterClass = content.classes.get(classId);
  if (!characterClass) throw new GameError('class_not_found');
  const { x, y } = content.maps.get(content.startingPlace)!.spawns[0]!;
  return {
    id: randomUUID(),
    accountId,
    name: name.normalize('NFC'),
    classId,
    level: STARTING_LEVEL,
    experience: 0,
    health: characterClass.health,
    mana: characterClass.mana,
    stamina: characterClass.stamina,
    place: content.startingPlace,
    x,
    y,
    facing: STARTING_FACING,
    createdAt,
  };
}
