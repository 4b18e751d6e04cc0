/** What somebody wrote that cannot be meant. `message` is fit to be shown to them. */
export class InputError extends Error {
  override name = 'InputError';
}
