import assert from 'node:assert/strict';
import { type Connection, Connections } from '../../src/characters/connections.ts';

describe('connections', () => {
  function connection(characterId: string, sessionId = 'session', fence = 1) {
    const closed: string[] = [];
    const it: Connection = {
      characterId,
      accountId: 'account',
      sessionId,
      fence,
      async close(code) {
        closed.push(code);
      },
      tell() {},
      affect() {},
      noteInventory() {},
    };
    return { it, closed };
  }

  function setUp(...list: { it: Connection }[]) {
    const connections = new Connections();
    for (const { it } of list) connections.add(it);
    return connections;
  }

  it('CH9 finds the connection of a character', () => {
    const iris = connection('iris');
    const connections = setUp(iris, connection('ada'));
    assert.equal(connections.get('iris'), iris.it);
    assert.equal(connections.get('nobody'), undefined);
    assert.equal(connections.size, 2);
    assert.equal(connections.all().length, 2);
  });

  it('CH9 a second connection of a character closes the first, whose leaving then removes nothing', () => {
    const first = connection('iris', 'session', 1);
    const second = connection('iris', 'session', 2);
    const connections = setUp(first, second);
    assert.deepEqual(first.closed, ['character_taken_over']);
    assert.deepEqual(second.closed, []);
    connections.remove(first.it);
    assert.equal(connections.get('iris'), second.it);
    connections.remove(second.it);
    assert.equal(connections.size, 0);
  });

  it('AC13 closes the connections of revoked sessions alone', () => {
    const mine = connection('iris', 'revoked');
    const also = connection('ada', 'revoked');
    const other = connection('bob', 'live');
    setUp(mine, also, other).closeSessions(['revoked', 'unknown']);
    assert.deepEqual(
      [mine.closed, also.closed, other.closed],
      [['session_revoked'], ['session_revoked'], []],
    );
  });

  it('AC13 a connection may remove itself while sessions are being closed', () => {
    const connections = new Connections();
    const closed: string[] = [];
    for (const characterId of ['iris', 'ada', 'bob']) {
      const it: Connection = {
        characterId,
        accountId: 'account',
        sessionId: 'revoked',
        fence: 1,
        async close() {
          connections.remove(it);
          closed.push(characterId);
        },
        tell() {},
        affect() {},
        noteInventory() {},
      };
      connections.add(it);
    }
    connections.closeSessions(['revoked']);
    assert.deepEqual(closed, ['iris', 'ada', 'bob']);
    assert.equal(connections.size, 0);
  });

  it('LE6 a lease taken with a higher fence closes the connection; its own or an older one does not', () => {
    const iris = connection('iris', 'session', 5);
    const connections = setUp(iris);
    connections.leaseTaken('iris', 4);
    connections.leaseTaken('iris', 5);
    connections.leaseTaken('ada', 9);
    assert.deepEqual(iris.closed, []);
    connections.leaseTaken('iris', 6);
    assert.deepEqual(iris.closed, ['character_taken_over']);
  });
});
