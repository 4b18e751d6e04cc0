/** A person who registers, logs in and makes a character, over the API alone. */
export interface Person {
  accessToken: string;
  characterId: string;
}

/** Calls the server at `base`. @returns the envelope's data, or the whole answer where there is no envelope */
export async function call<T>(
  base: URL,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(new URL(path, base), {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const answer = (await response.json()) as { data?: T };
  return (answer.data ?? answer) as T;
}

export async function newPerson(base: URL): Promise<Person> {
  const id = crypto.randomUUID().replaceAll('-', '');
  const credentials = { name: `bot_${id.slice(0, 20)}`, password: crypto.randomUUID() };
  await call(base, 'POST', '/api/v1/auth/register', undefined, credentials);
  const login = await call<{ accessToken: string }>(base, 'POST', '/api/v1/auth/login', undefined, {
    ...credentials,
    device: 'load test',
  });
  const classes = await call<{ id: string }[]>(base, 'GET', '/api/v1/content/classes');
  const character = await call<{ id: string }>(base, 'POST', '/api/v1/characters', login.accessToken, {
    name: `Bot ${id.slice(0, 14)}`,
    classId: classes[Math.floor(Math.random() * classes.length)]!.id,
  });
  return { accessToken: login.accessToken, characterId: character.id };
}
