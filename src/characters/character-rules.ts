/**
 * 2 to 20 characters: letters and digits of any script, with single spaces, hyphens and apostrophes inside. At most
 * three combining marks on a character, so that names over heads do not spill over their neighbours.
 */
export const CHARACTER_NAME_PATTERN =
  /^(?=.{2,20}$)[\p{L}\p{Nd}]\p{M}{0,3}(?:[ '’-]?[\p{L}\p{Nd}]\p{M}{0,3})*$/u;

export const STARTING_LEVEL = 1;
/** South, towards the viewer; units as in MoveInput. */
export const STARTING_FACING = 64;
