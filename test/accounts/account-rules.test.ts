import assert from 'node:assert/strict';
import { addressKey } from '../../src/accounts/account-limits.ts';
import { ACCOUNT_NAME_PATTERN, DEVICE_PATTERN } from '../../src/accounts/account-rules.ts';
import { nameKey } from '../../src/game/names.ts';

describe('account rules', () => {
  for (const name of ['Ada', 'a.b', '_-.', 'x'.repeat(32), 'Ренé', '漢字仮', 'हिन्दी', '007']) {
    it(`AC1 "${name}" is an account name`, () => assert.match(name, ACCOUNT_NAME_PATTERN));
  }
  for (const name of [
    '',
    'ab',
    'x'.repeat(33),
    'a b',
    'a\nb',
    'abc\n',
    'a\0b',
    '<b>',
    'a@b',
    '\u0301abc',
    'a\u202eb',
    '😀😀😀',
    `abc${'\u0301'.repeat(4)}`,
  ]) {
    it(`AC1 ${JSON.stringify(name)} is not`, () => assert.doesNotMatch(name, ACCOUNT_NAME_PATTERN));
  }

  it('AC1 a name of the allowed form that is very long is refused in no time', () => {
    const start = performance.now();
    assert.doesNotMatch('a\u0301'.repeat(100_000), ACCOUNT_NAME_PATTERN);
    assert.ok(performance.now() - start < 1_000);
  });

  for (const [one, other] of [
    ['Ada', 'aDA'],
    ['Straße', 'STRASSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['é', 'e\u0301'],
    ['Ａｄａ', 'ada'],
    ['𝐀𝐝𝐚', 'ADA'],
  ] as const) {
    it(`AC1 "${one}" and "${other}" are one name`, () => assert.equal(nameKey(one), nameKey(other)));
  }
  it('AC1 names that differ in more than their case are two', () => {
    assert.notEqual(nameKey('Ada'), nameKey('Adá'));
  });

  it('AC16 a device is described in 1 to 100 characters without control characters', () => {
    for (const device of ['Firefox on Linux 😀', 'x'.repeat(100)]) assert.match(device, DEVICE_PATTERN);
    for (const device of ['', 'x'.repeat(101), 'a\0b', 'a\nb', 'abc\n'])
      assert.doesNotMatch(device, DEVICE_PATTERN);
  });

  for (const [address, key] of [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1::2:3:4:5', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ] as const) {
    it(`AC17 ${address} counts as ${key}`, () => assert.equal(addressKey(address), key));
  }
});
