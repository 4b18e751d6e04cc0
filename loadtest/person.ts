/** A person's login and character. */
export interface Person {
  accessToken: string;
  characterId: string;
}
