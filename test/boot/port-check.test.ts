import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { checkPort, explainListenError } from '../../src/boot/port-check.ts';

describe('port check', () => {
  let other: Server;
  let port: number;
  before((done) => {
    other = createServer().listen(0, '127.0.0.1', () => {
      port = (other.address() as { port: number }).port;
      done();
    });
  });
  after((done) => {
    other.close(done);
  });

  it('BT3 says which port is taken and how to choose another', async () => {
    await assert.rejects(checkPort(port, '0.0.0.0'), {
      message: `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    });
  });

  it('BT3 says that HOST is no address of this machine', async () => {
    await assert.rejects(checkPort(0, '192.0.2.1'), {
      message: 'HOST: this machine has no address 192.0.2.1. Set HOST=0.0.0.0 to listen on all of them.',
    });
  });

  it('BT3 explains a port that needs more rights, and passes on what it does not know', () => {
    const refused = Object.assign(new Error('listen EACCES'), { code: 'EACCES' });
    assert.equal(
      (explainListenError(refused, 80, '0.0.0.0') as Error).message,
      'Port 80 may not be opened by this user. Choose a port above 1023: PORT=2567 npm start',
    );
    const unknown = new Error('something else');
    assert.equal(explainListenError(unknown, 80, '0.0.0.0'), unknown);
  });

  it('BT2 leaves a free port free', async () => {
    await checkPort(0, '127.0.0.1');
    await new Promise((resolve) => other.close(resolve));
    await checkPort(port, '127.0.0.1');
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  });
});
