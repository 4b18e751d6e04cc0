import { z } from 'zod';
import {
  ACCOUNT_NAME_PATTERN,
  DEVICE_PATTERN,
  PASSWORD_MAX_LENGTH,
  PASSWORD_MIN_LENGTH,
} from '../accounts/account-rules.ts';
import { CHARACTER_NAME_PATTERN } from '../characters/character-rules.ts';

/** Fields that requests have in common; the domains' rules, as schemas. */

export const AccountName = z
  .string()
  .normalize('NFC')
  .regex(ACCOUNT_NAME_PATTERN, '3 to 32 letters, digits, "_", "." and "-".')
  .meta({ description: "The account's name; its case does not matter.", examples: ['mira.voss'] });

export const NewPassword = z
  .string()
  .min(PASSWORD_MIN_LENGTH)
  .max(PASSWORD_MAX_LENGTH)
  .meta({ description: 'The password to set.', format: 'password' });

/** Without the rules of new ones: those may grow stricter than the passwords that exist. */
export const GivenPassword = z
  .string()
  .min(1)
  .max(PASSWORD_MAX_LENGTH)
  .meta({ description: "The account's password.", format: 'password' });

export const Device = z
  .string()
  .regex(DEVICE_PATTERN, '1 to 100 characters, no control characters.')
  .default('unknown device')
  .meta({ description: "What the person's session list shows.", examples: ['Firefox on Linux'] });

export const RefreshToken = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'The refresh token of login or of the last refresh.', format: 'password' });

export const CharacterName = z
  .string()
  .normalize('NFC')
  .regex(CHARACTER_NAME_PATTERN, '2 to 20 letters and digits; single spaces, "-" and apostrophes inside.')
  .meta({ description: 'Unique whatever its case.', examples: ['Iria Vale'] });

/** In the form in which the database hands out ids. */
export const CharacterId = z.uuid().toLowerCase().describe("A character's id.");

export const RoomId = z
  .string()
  .regex(/^[\w-]{1,64}$/, '1 to 64 letters, digits, "_" and "-".')
  .meta({ description: "An instance's id." });

export const ContentId = z
  .string()
  .regex(/^[a-z0-9-]{1,64}$/, '1 to 64 lower-case letters, digits and "-".')
  .meta({ description: 'An id of content.', examples: ['haven'] });
