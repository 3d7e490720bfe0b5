// The real Claude Code, headless, through a real gateway.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dies, outOfCredit } from './lib/answers.mjs';
import { askClaude } from './lib/claude.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, SECOND_KEY, THIRD_KEY, telling } from './lib/gateway.mjs';
import { toolLoop, toolResult, Upstream } from './lib/upstream.mjs';

const LOOP = toolLoop('Bash', { command: 'echo sluice-$((20+22))', description: 'Say it' }, 'sluice-42');
const DONE = 'The turn is done: sluice-42';

const channel = (id, url, keys, priority = 0) => ({
  id,
  name: id,
  type: 'anthropic',
  baseUrl: url,
  priority,
  keys: keys.map((secret) => ({ secret })),
});

async function turn(gateway) {
  const turn = await askClaude('Run the tool and tell what it said.', { baseUrl: gateway.url, accessKey: ACCESS_KEY });
  assert.equal(turn.code, 0, `${turn.err}\n${turn.out}`);
  assert.equal(turn.result?.result, DONE);
  assert.equal(turn.result.is_error, false);
  assert.deepEqual(turn.strayed, [], 'nothing may leave this machine');
}

test('the harness itself is sound: Claude Code ends its turn without a gateway', async () => {
  const upstream = await Upstream.start(LOOP);
  await turn(upstream);
  await upstream.close();
});

describe('one healthy channel', () => {
  let upstream;
  let gateway;

  before(async () => {
    upstream = await Upstream.start(LOOP);
    gateway = await Gateway.start({ channels: [channel('only', upstream.url, [FIRST_KEY])] });
  });

  after(async () => {
    await gateway?.stop();
    await upstream?.close();
  });

  test('a tool loop ends as it would without a gateway', () => telling(gateway, async () => {
    await turn(gateway);
    const asked = upstream.messages;
    assert.equal(asked.filter((call) => toolResult(call)?.includes('sluice-42')).length, 1);
    assert.ok(asked.every((call) => call.key === FIRST_KEY), 'the channel’s key alone goes upstream');
    assert.ok(asked.every((call) => call.query === '?beta=true'));
    assert.ok(asked.every((call) => call.headers['x-claude-code-session-id']));
  }));
});

for (const [where, cut] of [['between events', 0], ['inside an event', 30]]) {
describe(`the first key is out of credit and the first channel dies in mid-stream, ${where}`, () => {
  let dying;
  let spare;
  let gateway;

  before(async () => {
    const sick = (call) => (toolResult(call) === undefined ? LOOP(call) : dies('This answer will never be whole.', cut));
    dying = await Upstream.start((call) => (call.key === FIRST_KEY ? outOfCredit : sick(call)));
    spare = await Upstream.start(LOOP);
    gateway = await Gateway.start({
      channels: [
        channel('dying', dying.url, [FIRST_KEY, SECOND_KEY], 0),
        channel('spare', spare.url, [THIRD_KEY], 1),
      ],
    });
  });

  after(async () => {
    await gateway?.stop();
    await dying?.close();
    await spare?.close();
  });

  test('the turn ends all the same', () => telling(gateway, async () => {
    await turn(gateway);
    const keys = dying.messages.map((call) => call.key);
    assert.equal(keys.filter((key) => key === FIRST_KEY).length, 1, 'the empty key is asked once');
    assert.ok(keys.includes(SECOND_KEY), 'the next key of the channel takes over');
    assert.ok(spare.messages.some((call) => toolResult(call)?.includes('sluice-42')), 'the spare channel ends the turn');
    assert.ok(spare.messages.every((call) => call.key === THIRD_KEY));
  }));
});
}
