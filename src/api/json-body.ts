import express, { type RequestHandler } from 'express';
import { GameError } from '../errors.ts';

const MAX_BODY_BYTES = 16 * 1024;

const parse = express.json({ limit: MAX_BODY_BYTES, strict: false });

const requireJson: RequestHandler = (req, _res, next) => {
  if (!req.is('application/json')) {
    throw new GameError('invalid_request', { message: 'Send the body as application/json.' });
  }
  next();
};

/** Reads a JSON body into `req.body`. Errors: invalid_request, invalid_json, body_too_large. */
export const jsonBody: RequestHandler[] = [requireJson, parse];
