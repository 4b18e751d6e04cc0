/**
 * The form in which two names are compared: equal for names that differ only in case ("Straße", "STRASSE") or in how
 * their characters are encoded (composed, full-width, mathematical), so that nobody can pose as somebody else that way.
 */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
