import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { Protocol } from '@colyseus/core';
import express from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { LANES, laneByte } from '../../bots/frame-pair.ts';
import { answerQuestions } from '../../cluster/answer-questions.ts';
import { FramePlan, type Frames } from './frame-plan.ts';
import { readSetting } from './setting.ts';

/**
 * The floor: takes the inputs and sends frames of a given size at a given rate, with nothing behind them. Only who turned
 * around last is told in them, so that latency can be measured.
 */
const { CONTENT_DIR, PORT } = process.env;
const TICK_MS = 50;
/** An input that names a facing: code, then an operation and a byte for each of three fields. */
const FACING_INPUT_BYTES = 7;

const { api, metrics } = readSetting(CONTENT_DIR!);
const inside = new Set<WebSocket>();
/** How a frame begins: its code, and who turned around last. */
const told = Buffer.alloc(1 + LANES);
told[0] = Protocol.ROOM_STATE_PATCH;
let plan = new FramePlan({ perSec: 1000 / TICK_MS, bytes: 256 }, performance.now());

const app = express();
app.use(api);
app.post('/matchmake/joinOrCreate/hub', (_, response) => {
  response.json({ name: 'hub', roomId: 'bare', processId: 'bare', sessionId: randomUUID() });
});
const server = createServer(app);

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket: WebSocket) => {
  socket.on('message', (frame: Buffer) => hear(socket, frame));
  socket.on('error', () => {});
  socket.once('close', () => inside.delete(socket));
  // An empty reconnection token.
  socket.send(Uint8Array.of(Protocol.JOIN_ROOM, 0));
});

function hear(socket: WebSocket, frame: Buffer): void {
  if (frame[0] === Protocol.ROOM_INPUT_RELIABLE) {
    const facing = frame[FACING_INPUT_BYTES - 1];
    if (facing !== undefined) told[laneByte(facing)] = facing;
  } else if (frame[0] === Protocol.JOIN_ROOM) inside.add(socket);
  else if (frame[0] === Protocol.LEAVE_ROOM) socket.close();
}

function tell(): void {
  const startedAt = performance.now();
  const frame = Buffer.alloc(plan.bytes);
  told.copy(frame);
  for (let frames = plan.due(startedAt); frames > 0; frames--) {
    for (const socket of inside) socket.send(frame);
  }
  metrics.tick('hub', (performance.now() - startedAt) / 1000);
}

answerQuestions('frames', (frames: Frames) => {
  plan = new FramePlan(frames, performance.now());
});
process.once('disconnect', () => process.exit(0));
setInterval(tell, TICK_MS);
server.listen(Number(PORT), '127.0.0.1', () => process.send?.('ready'));
