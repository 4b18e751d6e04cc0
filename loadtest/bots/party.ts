import type { Account } from './account.ts';

/** Makes one party of them, the first one its leader. One alone stays alone. @throws ApiFailure */
export async function formParty([leader, ...others]: readonly Account[]): Promise<void> {
  for (const other of others) {
    await act(leader!, 'invites', { name: other.characterName });
    const { invites } = await ask(other, 'GET', `/parties/${other.characterId}`);
    await act(other, 'accept', { partyId: invites[0].partyId });
  }
}

function act(account: Account, action: string, body: object) {
  return ask(account, 'POST', `/parties/${account.characterId}/${action}`, body);
}

async function ask(account: Account, method: string, path: string, body?: object) {
  return account.api.must({ token: await account.accessToken(), method, path, body });
}
