import type { Socket } from 'node:net';

/**
 * Holds back what sockets are sent within one turn of the event loop, so that all of it leaves in one system call each: a patch
 * with the messages that precede it. Sends are what a server of many clients spends most of its time on, not bytes.
 */
class Outbox {
  private readonly held: Socket[] = [];

  /** What the socket is sent from now on goes out when the running callback is done, or before when somebody says so. */
  hold(socket: Socket): void {
    if (socket.writableCorked > 0) return;
    socket.cork();
    if (this.held.push(socket) === 1) process.nextTick(() => this.release());
  }

  /** What is held back goes out now. */
  release(): void {
    for (const socket of this.held) socket.uncork();
    this.held.length = 0;
  }
}

/** Of all sockets of the process. */
export const outbox = new Outbox();
