// The official Google SDK through a real gateway, on upstreams of other protocols.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { ApiError, FunctionCallingConfigMode, GoogleGenAI, Type } from '@google/genai';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling, WRONG_KEY } from './lib/gateway.mjs';
import { Chat } from './lib/providers/chat.mjs';
import { Messages } from './lib/providers/messages.mjs';
import { Provider } from './lib/providers/provider.mjs';

const CLAUDE = 'claude-sonnet-4-5';
const GPT = 'gpt-4.1';
const TOOL = {
  functionDeclarations: [
    {
      name: 'weather',
      description: 'The weather',
      parameters: {
        type: Type.OBJECT,
        properties: { town: { type: Type.STRING }, days: { type: Type.INTEGER, nullable: true } },
        required: ['town'],
      },
    },
  ],
};
const ALL = 'Zürich: 21°, 東京: 21°, Oslo: 21°';

const inTown = (town) => ({ name: 'weather', input: { town } });

/** Asks for two towns at once, then for a third, then tells what it heard. */
function weather({ results }) {
  switch (results.length) {
    case 0:
      return { thinking: 'Два города.', text: 'Two towns.', calls: ['Zürich', '東京'].map(inTown) };
    case 2:
      return { thinking: 'One more.', calls: [inTown('Oslo')] };
    default:
      return { thinking: 'Enough.', text: results.map(({ text }) => text).join(', ') };
  }
}

let claude;
let gpt;
let gateway;

before(async () => {
  claude = await Provider.start(new Messages({ model: CLAUDE }), weather);
  gpt = await Provider.start(new Chat({ model: GPT }), weather);
  const channel = (type, { url }, model) => ({ id: type, type, baseUrl: url, models: [model], keys: [{ secret: FIRST_KEY }] });
  gateway = await Gateway.start({
    channels: [channel('anthropic', claude, CLAUDE), channel('openai-chat', gpt, GPT)],
    breaker: { failures: 0 },
  });
});

after(async () => {
  await gateway?.stop();
  await claude?.close();
  await gpt?.close();
});

beforeEach(() => [claude, gpt].forEach((provider) => provider.restarts(weather)));

const client = (apiKey = ACCESS_KEY) => new GoogleGenAI({ apiKey, vertexai: false, httpOptions: { baseUrl: gateway.url } });

const behaves = (name, body) =>
  test(name, () =>
    telling(gateway, async () => {
      await body();
      assert.deepEqual([claude, gpt].flatMap(({ wrongs }) => wrongs), []);
    }));

behaves('a whole answer of Anthropic’s', async () => {
  claude.plays(() => ({ text: 'Grüezi 🦥' }));
  const answer = await client().models.generateContent({
    model: CLAUDE,
    contents: 'Hello',
    config: { systemInstruction: 'Be brief.', maxOutputTokens: 99, stopSequences: ['END'] },
  });
  assert.equal(answer.text, 'Grüezi 🦥');
  assert.equal(answer.candidates[0].finishReason, 'STOP');
  assert.equal(answer.usageMetadata.promptTokenCount, 1000);
  assert.equal(answer.usageMetadata.cachedContentTokenCount, 500);
  const { body } = claude.turns[0];
  assert.equal(body.max_tokens, 99);
  assert.deepEqual(body.stop_sequences, ['END']);
  assert.match(JSON.stringify(body.system), /Be brief\./);
});

behaves('a stream of Anthropic’s, with its thoughts', async () => {
  claude.plays(() => ({ thinking: 'Hm.', text: 'Grüezi 🦥, from far away' }));
  const stream = await client().models.generateContentStream({
    model: CLAUDE,
    contents: 'Hello',
    config: { thinkingConfig: { thinkingBudget: 2048, includeThoughts: true } },
  });
  const parts = [];
  let last;
  for await (const chunk of stream) {
    parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    last = chunk;
  }
  const text = (thought) => parts.filter((part) => Boolean(part.thought) === thought).map((part) => part.text ?? '').join('');
  assert.equal(text(true), 'Hm.');
  assert.equal(text(false), 'Grüezi 🦥, from far away');
  assert.ok(parts.length > 2, 'in pieces');
  assert.equal(last.candidates[0].finishReason, 'STOP');
  assert.equal(last.usageMetadata.promptTokenCount, 1000);
});

for (const [name, model, streamed] of [
  ['Anthropic', CLAUDE, true], ['Anthropic', CLAUDE, false], ['OpenAI Chat', GPT, true], ['OpenAI Chat', GPT, false],
]) {
  behaves(`functions are called on ${name}, ${streamed ? 'streamed' : 'whole'}`, async () => {
    const chat = client().chats.create({
      model,
      config: {
        tools: [TOOL],
        toolConfig: { functionCallingConfig: { mode: FunctionCallingConfigMode.AUTO } },
        ...(model === CLAUDE ? { thinkingConfig: { thinkingBudget: 2048, includeThoughts: true } } : {}),
      },
    });
    let message = 'How is the weather?';
    for (;;) {
      const { text, calls } = streamed ? await told(chat, message) : read(await chat.sendMessage({ message }));
      if (calls.length === 0) {
        assert.equal(text, ALL);
        break;
      }
      message = calls.map(({ id, name: called, args }) => ({
        functionResponse: { id, name: called, response: { output: `${args.town}: 21°` } },
      }));
    }
    if (model === CLAUDE) {
      const { content } = claude.turns.at(-1).body.messages.findLast(({ role }) => role === 'assistant');
      assert.equal(content[0].type, 'thinking', 'Anthropic gets its thinking back');
    }
  });
}

const read = (answer) => ({ text: answer.text, calls: answer.functionCalls ?? [] });

async function told(chat, message) {
  let text = '';
  const calls = [];
  for await (const chunk of await chat.sendMessageStream({ message })) {
    text += chunk.text ?? '';
    calls.push(...(chunk.functionCalls ?? []));
  }
  return { text, calls };
}

behaves('tokens are counted by Anthropic', async () => {
  const { totalTokens } = await client().models.countTokens({ model: CLAUDE, contents: 'Hello' });
  assert.equal(totalTokens, 42);
});

behaves('tokens are estimated where the upstream does not count', async () => {
  const { totalTokens } = await client().models.countTokens({ model: GPT, contents: 'Hello, how are you today?' });
  assert.ok(totalTokens > 3 && totalTokens < 40, String(totalTokens));
});

const fails = (status) => (failure) => {
  assert.ok(failure instanceof ApiError, String(failure));
  assert.equal(failure.status, status, failure.message);
  return true;
};

const ask = (sdk, model) => sdk.models.generateContent({ model, contents: 'Hello' });

behaves('a wrong key is told as one', () => assert.rejects(ask(client(WRONG_KEY), CLAUDE), fails(401)));

behaves('a model that nobody has is not found', () => assert.rejects(ask(client(), 'cluade-sonnet-4-5'), fails(404)));

behaves('what Anthropic refuses is an error of the request', async () => {
  const error = { type: 'invalid_request_error', message: 'max_tokens: too many' };
  claude.plays(() => ({ status: 400, body: { type: 'error', error } }));
  await assert.rejects(ask(client(), CLAUDE), (failure) => fails(400)(failure) && /max_tokens: too many/.test(failure.message));
});

behaves('a rate limit of Anthropic’s is told as one', async () => {
  const error = { type: 'rate_limit_error', message: 'This request would exceed your rate limit.' };
  claude.plays(() => ({ status: 429, headers: { 'retry-after': '1' }, body: { type: 'error', error } }));
  await assert.rejects(ask(client(), CLAUDE), fails(429));
});
