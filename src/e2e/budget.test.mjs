// The real Claude Code on an issued key with a budget, until it is refused; and the books of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { says } from './lib/answers.mjs';
import { askClaude } from './lib/claude.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, sluice, telling } from './lib/gateway.mjs';
import { Upstream } from './lib/upstream.mjs';

const MODEL = 'claude-sonnet-4-5';
const MOST_TURNS = 12;

describe('a key with a budget of one dollar a day', () => {
  let upstream;
  let gateway;
  let key;

  before(async () => {
    upstream = await Upstream.start(() => says('ok'));
    gateway = await Gateway.start({
      timeZone: 'UTC',
      channels: [{ id: 'only', type: 'anthropic', baseUrl: upstream.url, keys: [{ secret: FIRST_KEY }] }],
    });
  });

  after(async () => {
    await gateway?.stop();
    await upstream?.close();
  });

  const command = async (...args) => {
    const env = { SLUICE_URL: gateway.url, PROXY_ACCESS_KEY: ACCESS_KEY };
    const ran = await sluice(args, env, args[0] === 'apikey');
    assert.equal(ran.code, 0, ran.err);
    return ran.out;
  };

  const turn = () => askClaude('Say ok.', { baseUrl: gateway.url, accessKey: key });

  /** What the scripted upstream said that it served. */
  const served = () =>
    upstream.messages.reduce(
      (sum, call) => ({ input: sum.input + 12, output: sum.output + (call.body.stream ? 9 : 1) }),
      { input: 0, output: 0 },
    );

  const booked = async () => {
    const { items, total } = JSON.parse(await command('stats', '--by', 'model', '--since', '24h', '-o', 'json'));
    assert.equal(items.reduce((sum, item) => sum + item.inputTokens, 0), total.inputTokens);
    return total;
  };

  const assertEqualBooks = async () => {
    const total = await booked();
    assert.deepEqual({ input: total.inputTokens, output: total.outputTokens }, served());
    return total;
  };

  test('Claude Code works until the dollar is spent, and is then told so in words that it shows', () =>
    telling(gateway, async () => {
      await command('price', 'set', MODEL, '--input', '20000', '--output', '1000');
      key = JSON.parse(await command('apikey', 'create', '--name', 'dev', '--budget', 'day=1.00', '-o', 'json')).key;
      let last = await turn();
      assert.equal(last.result?.result, 'ok', `${last.err}\n${last.out}`);
      for (let turns = 1; turns < MOST_TURNS && !last.result.is_error; turns++) {
        last = await turn();
      }
      assert.match(last.result.result, /spend limit reached \(daily; resets \d{4}-\d\d-\d\d 00:00 UTC\)/);
      const total = await assertEqualBooks();
      assert.ok(Number(total.cost) >= 1 && Number(total.cost) < 1.3, `spent ${total.cost}`);
    }));

  test('after kill -9 the books are the same, and the budget is as spent as it was', () =>
    telling(gateway, async () => {
      await gateway.kill();
      await gateway.startAgain();
      await assertEqualBooks();
      const asked = upstream.messages.length;
      const refused = await turn();
      assert.match(refused.result.result, /spend limit reached \(daily/);
      assert.equal(upstream.messages.length, asked, 'nothing goes upstream');
    }));
});
