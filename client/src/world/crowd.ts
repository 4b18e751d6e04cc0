import type Phaser from 'phaser';
import type { PlayerState } from '../../../schema/world-state.ts';
import type { CharacterClass } from '../../../src/content/types.ts';
import { BODY_HALF } from '../../../src/game/movement.ts';
import type { CombatContent } from '../combat/combat-content.ts';
import type { Target } from '../combat/targets.ts';
import { idsOf } from '../combat/vitals.ts';
import { Avatar } from './avatar.ts';
import { type Bar, ENEMY_COLOR, FRIEND_COLOR } from './bars.ts';
import type { RoomView } from './room-view.ts';

/** Everybody who is drawn, by character id. Those who leave stay until they have faded. */
export class Crowd {
  private readonly scene: Phaser.Scene;
  private readonly classes: ReadonlyMap<string, CharacterClass>;
  private readonly characterId: string;
  private readonly content: CombatContent;
  private readonly avatars = new Map<string, Avatar>();
  private zoom = 1;

  constructor(
    scene: Phaser.Scene,
    classes: ReadonlyMap<string, CharacterClass>,
    content: CombatContent,
    characterId: string,
  ) {
    this.scene = scene;
    this.classes = classes;
    this.content = content;
    this.characterId = characterId;
  }

  enter(player: PlayerState): void {
    const known = this.avatars.get(player.characterId);
    if (known) {
      known.stay(player);
      return;
    }
    const avatar = new Avatar(this.scene, player, {
      color: this.classes.get(player.classId)?.color ?? '#ffffff',
      texture: `class-${player.classId}`,
      isSelf: player.characterId === this.characterId,
      isHiding: (status) => this.content.statuses.get(status)?.hidden ?? false,
    });
    avatar.setZoom(this.zoom);
    this.avatars.set(player.characterId, avatar);
  }

  leave(player: PlayerState): void {
    const avatar = this.avatars.get(player.characterId);
    if (avatar?.player === player) avatar.leave();
  }

  /** After a reconnect: those whom the new state does not have are gone. */
  keepOnly(present: { has(characterId: string): boolean }): void {
    for (const [characterId, avatar] of this.avatars) if (!present.has(characterId)) avatar.leave();
  }

  draw(view: RoomView, now: number, elapsedMs: number): void {
    for (const [characterId, avatar] of this.avatars) {
      if (avatar.isGone) {
        avatar.destroy();
        this.avatars.delete(characterId);
        continue;
      }
      const { player } = avatar;
      const at = (avatar.leaving ? avatar.position : null) ?? view.drawnAt(player);
      avatar.draw(at.x, at.y, view.facingOf(player), now, elapsedMs, 1 / this.zoom);
    }
  }

  find(characterId: string): Avatar | undefined {
    return this.avatars.get(characterId);
  }

  /** Bars of health, to be drawn over all. @param target id of whom one has chosen @param areEnemies each against all */
  bars(
    target: string | null,
    areEnemies: boolean,
    dotsOf: (statuses: readonly string[]) => readonly number[],
  ): Bar[] {
    return this.standing()
      .map((avatar) => {
        const { characterId, statuses } = avatar.player;
        const color = areEnemies && characterId !== this.characterId ? ENEMY_COLOR : FRIEND_COLOR;
        return avatar.bar(color, characterId === target, dotsOf(idsOf(statuses)));
      })
      .filter((bar) => bar !== null);
  }

  /** Everybody but oneself. */
  targets(areEnemies: boolean): Target[] {
    return this.standing()
      .filter(({ player }) => player.characterId !== this.characterId)
      .map((avatar) => this.targetOf(avatar, areEnemies));
  }

  target(id: string, areEnemies: boolean): Target | null {
    const avatar = id === this.characterId ? undefined : this.avatars.get(id);
    return avatar && isStanding(avatar) ? this.targetOf(avatar, areEnemies) : null;
  }

  setZoom(zoom: number): void {
    this.zoom = zoom;
    for (const avatar of this.avatars.values()) avatar.setZoom(zoom);
  }

  say(characterId: string, text: string): void {
    this.avatars.get(characterId)?.say(text, performance.now(), this.zoom);
  }

  /** Those who are there, without those who fade. */
  present(): { name: string; x: number; y: number }[] {
    return this.standing().map((avatar) => ({ name: avatar.player.name, ...avatar.position! }));
  }

  /** How many there are besides oneself. */
  get othersPresent(): number {
    return this.standing().filter((avatar) => avatar.player.characterId !== this.characterId).length;
  }

  clear(): void {
    for (const avatar of this.avatars.values()) avatar.destroy();
    this.avatars.clear();
  }

  private standing(): Avatar[] {
    return [...this.avatars.values()].filter(isStanding);
  }

  private targetOf({ player, position, isAlive }: Avatar, isEnemy: boolean): Target {
    const { characterId: id, name, level, health, maxHealth, classId, statuses } = player;
    const color = this.classes.get(classId)?.color ?? '#ffffff';
    return {
      ...{ id, name, level, ...position!, half: BODY_HALF, isEnemy, isAlive },
      ...{ health, maxHealth, color, statuses: idsOf(statuses) },
    };
  }
}

function isStanding({ leaving, position }: Avatar): boolean {
  return !leaving && position !== null;
}
