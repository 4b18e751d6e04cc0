const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Text that is no UUID names no row; PostgreSQL would answer it with an error instead of nothing. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
