import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { GameError } from '../errors.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import { toGameError } from './error-handler.ts';
import { RoomId } from './fields.ts';
import { auditOperator } from './operator-audit.ts';
import { isFromOwnPage } from './same-origin.ts';
import { parseInput } from './validation.ts';

const SessionId = z.string().min(1).max(64);
const MessageType = z.string().min(1).max(64);

/**
 * The methods that the panel's own buttons call, with their arguments. Without this list the panel's backend runs
 * any method of a room. Its editing of state is left out: the rules decide what players own, nobody else.
 */
const METHODS: Record<string, z.ZodType<unknown[]>> = {
  disconnect: z.tuple([]),
  broadcast: z.tuple([MessageType, z.json()]),
  _forceClientDisconnect: z.tuple([SessionId]),
  _sendMessageToClient: z.tuple([SessionId, MessageType, z.json()]),
};

const CallQuery = z.strictObject({
  roomId: RoomId,
  method: z.string().max(64),
  args: z.string().max(4096),
});
type Call = z.infer<typeof CallQuery>;

/**
 * Writes every room call to the audit log before it is carried out, and those that are refused too.
 * @throws GameError forbidden, invalid_request, cross_site_refused; unavailable when the log cannot be written:
 *   what cannot be audited is not done
 */
export function auditedCalls(audit: AuditLog): RequestHandler {
  return async (req, _res, next) => {
    const call = await checkCall(req).catch(async (refusal) => {
      await append(audit, req, 'refused', toGameError(refusal).code);
      throw refusal;
    });
    await append(audit, req, 'done');
    // The panel reads the address again, with another parser: it is handed the very call that was checked.
    req.url = `/api/room/call?${new URLSearchParams(call)}`;
    next();
  };
}

async function checkCall(req: Request): Promise<Call> {
  // A HEAD request would be audited as done and do nothing.
  if (req.method !== 'GET') throw new GameError('not_found');
  if (!isFromOwnPage(req)) throw new GameError('cross_site_refused');
  const call = parseInput(CallQuery, req.query, 'query');
  if (!Object.hasOwn(METHODS, call.method)) {
    throw new GameError('forbidden', { message: 'The monitor may not call this method.' });
  }
  parseInput(METHODS[call.method]!, parseArgs(call.args), 'query.args');
  return call;
}

function parseArgs(args: string): unknown {
  try {
    return JSON.parse(args);
  } catch {
    throw new GameError('invalid_json', { message: 'args is not valid JSON.' });
  }
}

async function append(
  audit: AuditLog,
  req: Request,
  outcome: 'done' | 'refused',
  reason?: string,
): Promise<void> {
  const { roomId, method, args } = req.query;
  await auditOperator(audit, req, {
    action: 'monitor.room_call',
    target: typeof roomId === 'string' ? roomId : null,
    details: { method, args, ...(reason && { reason }) },
    outcome,
  });
}
