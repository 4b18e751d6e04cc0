import { SERVER_MESSAGES, type ServerMessage, type ServerMessageName } from '../../../src/protocol.ts';
import type { PlaceRoom } from './place-room.ts';

export type MessageHandlers = { [N in ServerMessageName]?: (message: ServerMessage<N>) => void };

/** What the server says is checked as well: a newer server must not be able to break this client. */
export function listen(room: Pick<PlaceRoom, 'onMessage'>, handlers: MessageHandlers): void {
  for (const [name, handle] of Object.entries(handlers) as [
    ServerMessageName,
    (message: unknown) => void,
  ][]) {
    room.onMessage(name, (payload: unknown) => {
      const message = SERVER_MESSAGES[name].safeParse(payload);
      if (message.success) handle(message.data);
    });
  }
  // Messages of later versions.
  room.onMessage('*', () => {});
}
