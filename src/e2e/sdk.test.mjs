// The official TypeScript SDK through a real gateway.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import Anthropic, { AuthenticationError, NotFoundError, RateLimitError } from '@anthropic-ai/sdk';
import { callsTool, fails, neverEnds, says } from './lib/answers.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling, WRONG_KEY } from './lib/gateway.mjs';
import { Upstream } from './lib/upstream.mjs';

const MODEL = 'claude-sonnet-4-5';
const TOOL = {
  name: 'weather',
  description: 'The weather of a town',
  input_schema: { type: 'object', properties: { town: { type: 'string' } } },
};
const LIMITED = fails(429, 'rate_limit_error', 'This request would exceed your rate limit.', {
  'retry-after': '7',
  'x-should-retry': 'true',
});

let upstream;
let gateway;
let answer;
let asked;

before(async () => {
  upstream = await Upstream.start((call) => {
    asked.push(call);
    return answer;
  });
  gateway = await Gateway.start({
    channels: [
      {
        id: 'only',
        type: 'anthropic',
        baseUrl: upstream.url,
        models: ['claude-*'],
        keys: [{ secret: FIRST_KEY }],
      },
    ],
    breaker: { failures: 0 },
  });
});

after(async () => {
  await gateway?.stop();
  await upstream?.close();
});

const client = (apiKey = ACCESS_KEY) => new Anthropic({ baseURL: gateway.url, apiKey, maxRetries: 0 });

const request = (more = {}) => ({
  model: MODEL,
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Hello' }],
  ...more,
});

/** One behaviour with its own answer of the upstream. */
const behaves = (name, says, body) =>
  test(name, () => {
    answer = says;
    asked = [];
    return telling(gateway, body);
  });

describe('answers', () => {
  behaves('a stream arrives in pieces and whole', says('Hello from far away'), async () => {
    const pieces = [];
    const stream = client().messages.stream(request()).on('text', (piece) => pieces.push(piece));
    const message = await stream.finalMessage();
    assert.equal(message.content[0].text, 'Hello from far away');
    assert.ok(pieces.length > 1);
    assert.equal(pieces.join(''), 'Hello from far away');
  });

  behaves('a whole answer arrives as it was', says('All at once'), async () => {
    const message = await client().messages.create(request());
    assert.equal(message.content[0].text, 'All at once');
    assert.equal(message.model, MODEL);
  });

  behaves('a tool call arrives with its input', callsTool('weather', { town: 'Zürich', days: [1, 2] }), async () => {
    const message = await client().messages.stream(request({ tools: [TOOL] })).finalMessage();
    assert.equal(message.stop_reason, 'tool_use');
    assert.deepEqual(message.content[1].input, { town: 'Zürich', days: [1, 2] });
  });

  behaves('tokens are counted', says('never asked'), async () => {
    const { input_tokens: count } = await client().messages.countTokens({ model: MODEL, messages: request().messages });
    assert.equal(count, 42);
  });

  behaves('the request that left is the one that came', says('ok'), async () => {
    const unusual = request({ metadata: { user_id: 'u' }, a_field_nobody_knows: [1.0, { deep: null }] });
    await client().messages.create(unusual);
    assert.deepEqual(asked[0].body, unusual);
    assert.equal(asked[0].key, FIRST_KEY);
  });
});

describe('errors have their types', () => {
  behaves('a wrong key is an authentication error', says('never asked'), async () => {
    await assert.rejects(client(WRONG_KEY).messages.create(request()), AuthenticationError);
    assert.equal(asked.length, 0);
  });

  behaves('a model that no channel has is not found, and the nearest is named', says('never asked'), async () => {
    await assert.rejects(client().messages.create(request({ model: 'cluade-sonnet-4-5' })), (error) => {
      assert.ok(error instanceof NotFoundError);
      assert.equal(error.error.error.type, 'not_found_error');
      return true;
    });
    assert.equal(asked.length, 0);
  });

  behaves("an upstream's rate limit is passed on as it came", LIMITED, async () => {
    await assert.rejects(client().messages.create(request()), (error) => {
      assert.ok(error instanceof RateLimitError, String(error));
      assert.equal(error.error.error.message, 'This request would exceed your rate limit.');
      assert.ok(Number(error.headers.get('retry-after')) > 0);
      return true;
    });
  });
});

behaves('aborting a stream is felt by the upstream', neverEnds, async () => {
  // The key may still rest after the rate limit above.
  const stream = await eventually(() => client().messages.create(request({ stream: true })));
  for await (const event of stream) {
    if (event.type === 'content_block_delta') {
      break;
    }
  }
  stream.controller.abort();
  await eventually(() => assert.ok(asked.at(-1).cut));
});

async function eventually(body) {
  for (let tries = 0; ; tries++) {
    try {
      return await body();
    } catch (failure) {
      if (tries === 150) {
        throw failure;
      }
      await pause(100);
    }
  }
}
