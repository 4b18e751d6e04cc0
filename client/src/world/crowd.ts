import type Phaser from 'phaser';
import type { PlayerState } from '../../../schema/world-state.ts';
import type { CharacterClass } from '../../../src/content/types.ts';
import { Avatar } from './avatar.ts';
import type { RoomView } from './room-view.ts';

/** Everybody who is drawn, by character id. Those who leave stay until they have faded. */
export class Crowd {
  private readonly scene: Phaser.Scene;
  private readonly classes: ReadonlyMap<string, CharacterClass>;
  private readonly characterId: string;
  private readonly avatars = new Map<string, Avatar>();
  private zoom = 1;

  constructor(scene: Phaser.Scene, classes: ReadonlyMap<string, CharacterClass>, characterId: string) {
    this.scene = scene;
    this.classes = classes;
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
    return [...this.avatars.values()].filter((avatar) => !avatar.leaving && avatar.position !== null);
  }
}
