import assert from 'node:assert/strict';
import { CHAT_BURST, cleanChatText, fullChatBucket, takeChatToken } from '../../src/game/chat.ts';

describe('chat', () => {
  it('CT1 five messages may be said at once, then one every two seconds', () => {
    const bucket = fullChatBucket(0);
    for (let i = 0; i < CHAT_BURST; i++) assert.equal(takeChatToken(bucket, 0), 0);
    assert.equal(takeChatToken(bucket, 0), 2);
    assert.equal(takeChatToken(bucket, 1000), 1);
    assert.equal(takeChatToken(bucket, 2000), 0);
    assert.equal(takeChatToken(bucket, 2000), 2);
  });

  it('CT1 the allowance does not grow beyond the burst, and a clock that goes back takes nothing away', () => {
    const bucket = fullChatBucket(0);
    takeChatToken(bucket, 1_000_000);
    assert.equal(bucket.tokens, CHAT_BURST - 1);
    takeChatToken(bucket, 0);
    assert.equal(bucket.tokens, CHAT_BURST - 2);
  });

  it('CT2 a text is one trimmed line without characters that break other people’s screens', () => {
    assert.equal(cleanChatText('  hello\n\tworld  '), 'hello world');
    assert.equal(cleanChatText('a\u202egnp.exe\u2066b'), 'a gnp.exe b');
    assert.equal(cleanChatText('\u0000\u001b[31mred'), '[31mred');
    assert.equal(cleanChatText('<b>Zoë 👩‍🚀</b>'), '<b>Zoë 👩‍🚀</b>');
    for (const nothing of [' \u200e\n ', '\u200b\u3164\u2800', '\u200d'])
      assert.equal(cleanChatText(nothing), '');
  });
});
