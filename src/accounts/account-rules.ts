/** What an account's fields may hold; the API checks requests against it. */

/**
 * 3 to 32 characters: letters and digits of any script, `_`, `.` and `-`. At most three combining marks on a character,
 * so that names do not spill over their line.
 */
export const ACCOUNT_NAME_PATTERN = /^(?=.{3,32}$)(?:[\p{L}\p{Nd}_.-]\p{M}{0,3})+$/u;

export const PASSWORD_MIN_LENGTH = 8;
/** Bounds the work of hashing; far above what a passphrase needs. */
export const PASSWORD_MAX_LENGTH = 200;

/** No control characters. */
export const DEVICE_PATTERN = /^[^\p{Cc}]{1,100}$/u;

export const ACCESS_TOKEN_LIFETIME_SEC = 15 * 60;
export const REFRESH_TOKEN_LIFETIME_SEC = 30 * 24 * 60 * 60;
/** Live sessions of one account. A login beyond it ends the oldest: who lost a device must not be locked out. */
export const SESSIONS_PER_ACCOUNT = 20;
