// The official OpenAI SDK through a real gateway, on upstreams of other protocols.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, test } from 'node:test';
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'openai';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling, WRONG_KEY } from './lib/gateway.mjs';
import { Gemini } from './lib/providers/gemini.mjs';
import { Chat } from './lib/providers/chat.mjs';
import { Messages } from './lib/providers/messages.mjs';
import { Provider } from './lib/providers/provider.mjs';

const CLAUDE = 'claude-sonnet-4-5';
const GEMINI = 'gemini-3-pro-preview';
const GPT = 'gpt-4.1';
const PICTURE = readFileSync(new URL('lib/picture.png', import.meta.url)).toString('base64');
const DATA_URL = `data:image/png;base64,${PICTURE}`;

const PARAMETERS = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  properties: { town: { type: 'string' }, format: { const: 'celsius' } },
  required: ['town'],
  additionalProperties: false,
};
const CHAT_TOOL = { type: 'function', function: { name: 'weather', description: 'The weather', parameters: PARAMETERS } };
const RESPONSES_TOOL = { type: 'function', name: 'weather', description: 'The weather', parameters: PARAMETERS, strict: false };

const forecast = ({ town }) => `${town}: 21°`;

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

const inTown = (town) => ({ name: 'weather', input: { town } });
const ALL = 'Zürich: 21°, 東京: 21°, Oslo: 21°';

let claude;
let gemini;
let gpt;
let gateway;

before(async () => {
  claude = await Provider.start(new Messages({ model: CLAUDE, returns: false }), weather);
  gemini = await Provider.start(new Gemini({ model: GEMINI, returns: false }), weather);
  gpt = await Provider.start(new Chat({ model: GPT }), weather);
  const channel = (type, { url }, model) => ({ id: type, type, baseUrl: url, models: [model], keys: [{ secret: FIRST_KEY }] });
  gateway = await Gateway.start({
    channels: [channel('anthropic', claude, CLAUDE), channel('gemini', gemini, GEMINI), channel('openai-chat', gpt, GPT)],
    breaker: { failures: 0 },
  });
});

after(async () => {
  await gateway?.stop();
  await Promise.all([claude, gemini, gpt].map((provider) => provider?.close()));
});

beforeEach(() => [claude, gemini, gpt].forEach((provider) => provider.restarts(weather)));

const client = (apiKey = ACCESS_KEY) => new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey, maxRetries: 0 });

const behaves = (name, body) =>
  test(name, () =>
    telling(gateway, async () => {
      await body();
      assert.deepEqual([claude, gemini, gpt].flatMap(({ wrongs }) => wrongs), []);
    }));

const says = (text) => () => ({ thinking: 'Hm.', text });

describe('chat completions', () => {
  const ask = (more = {}) => ({ model: CLAUDE, messages: [{ role: 'user', content: 'Hello' }], ...more });

  behaves('a whole answer of Anthropic’s', async () => {
    claude.plays(says('Grüezi 🦥'));
    const { choices, usage, model, object } = await client().chat.completions.create(ask({ max_completion_tokens: 99 }));
    assert.equal(object, 'chat.completion');
    assert.equal(model, CLAUDE);
    assert.equal(choices[0].message.content, 'Grüezi 🦥');
    assert.equal(choices[0].finish_reason, 'stop');
    assert.deepEqual([usage.prompt_tokens, usage.completion_tokens, usage.prompt_tokens_details.cached_tokens], [1000, 50, 500]);
    assert.equal(claude.turns[0].body.max_tokens, 99);
  });

  behaves('a stream of Anthropic’s, with its thinking and its usage', async () => {
    claude.plays(says('Grüezi 🦥, from far away'));
    const stream = await client().chat.completions.create(
      ask({ stream: true, stream_options: { include_usage: true }, reasoning_effort: 'high' }),
    );
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
    }
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
    assert.ok(deltas.filter(({ content }) => content).length > 1, 'in pieces');
    assert.equal(deltas.map(({ content }) => content ?? '').join(''), 'Grüezi 🦥, from far away');
    assert.equal(deltas.map(({ reasoning_content: words }) => words ?? '').join(''), 'Hm.');
    assert.equal(chunks.at(-1).usage.total_tokens, 1050);
  });

  behaves('instructions, pictures and the form of the answer arrive', async () => {
    claude.plays(says('{"colour":"blue"}'));
    const schema = { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'], additionalProperties: false };
    const { choices } = await client().chat.completions.parse(
      ask({
        messages: [
          { role: 'developer', content: 'Be brief.' },
          { role: 'user', content: [{ type: 'text', text: 'Which?' }, { type: 'image_url', image_url: { url: DATA_URL } }] },
        ],
        response_format: { type: 'json_schema', json_schema: { name: 'colour', schema, strict: true } },
        stop: ['END'],
      }),
    );
    assert.equal(choices[0].message.content, '{"colour":"blue"}');
    const { body } = claude.turns[0];
    assert.match(JSON.stringify(body.system), /Be brief\./);
    assert.deepEqual(body.messages[0].content[1].source, { type: 'base64', media_type: 'image/png', data: PICTURE });
    assert.deepEqual(body.stop_sequences, ['END']);
    assert.deepEqual(body.output_config.format, { type: 'json_schema', schema });
  });

  for (const [name, model] of [['Anthropic', CLAUDE], ['Gemini', GEMINI]]) {
    behaves(`a tool loop on ${name}, run by the SDK itself, streamed`, async () => {
      const runner = client().chat.completions.runTools({
        model,
        stream: true,
        messages: [{ role: 'user', content: 'How is the weather?' }],
        tools: [{ type: 'function', function: { ...CHAT_TOOL.function, parse: JSON.parse, function: forecast } }],
      });
      assert.equal(await runner.finalContent(), ALL);
    });

    behaves(`a tool loop on ${name} that thinks, not streamed`, async () => {
      const messages = [{ role: 'user', content: 'How is the weather?' }];
      for (;;) {
        const { choices } = await client().chat.completions.create({ model, messages, tools: [CHAT_TOOL], reasoning_effort: 'high' });
        const [{ message, finish_reason: reason }] = choices;
        if (!message.tool_calls) {
          assert.equal(reason, 'stop');
          assert.equal(message.content, ALL);
          break;
        }
        assert.equal(reason, 'tool_calls');
        messages.push(message);
        for (const { id, function: call } of message.tool_calls) {
          messages.push({ role: 'tool', tool_call_id: id, content: forecast(JSON.parse(call.arguments)) });
        }
      }
    });
  }
});

describe('responses', () => {
  const ask = (more = {}) => ({ model: CLAUDE, input: 'Hello', store: false, ...more });

  behaves('a whole answer of Anthropic’s', async () => {
    claude.plays(says('Grüezi 🦥'));
    const response = await client().responses.create(ask({ instructions: 'Be brief.', max_output_tokens: 99 }));
    assert.equal(response.status, 'completed');
    assert.equal(response.output_text, 'Grüezi 🦥');
    assert.deepEqual([response.usage.input_tokens, response.usage.output_tokens], [1000, 50]);
    assert.equal(claude.turns[0].body.max_tokens, 99);
  });

  behaves('a stream of Anthropic’s, in the order of the protocol', async () => {
    claude.plays(says('Grüezi 🦥, from far away'));
    const stream = client().responses.stream(ask({ reasoning: { effort: 'high', summary: 'auto' } }));
    const types = [];
    const numbers = [];
    for await (const event of stream) {
      types.push(event.type);
      numbers.push(event.sequence_number);
    }
    const { output, output_text: text } = await stream.finalResponse();
    assert.equal(text, 'Grüezi 🦥, from far away');
    assert.deepEqual(output.map(({ type }) => type), ['reasoning', 'message']);
    assert.equal(output[0].summary[0].text, 'Hm.');
    assert.deepEqual([types[0], types.at(-1)], ['response.created', 'response.completed']);
    assert.deepEqual(numbers, numbers.map((_, index) => index));
  });

  for (const [name, model, streamed] of [
    ['Anthropic', CLAUDE, true], ['Anthropic', CLAUDE, false], ['OpenAI Chat', GPT, true], ['Gemini', GEMINI, false],
  ]) {
    behaves(`a tool loop on ${name}, ${streamed ? 'streamed' : 'whole'}`, async () => {
      const input = [{ role: 'user', content: [{ type: 'input_text', text: 'How is the weather?' }] }];
      for (;;) {
        const request = {
          model, input, store: false, tools: [RESPONSES_TOOL], include: ['reasoning.encrypted_content'],
          ...(model === GPT ? {} : { reasoning: { effort: 'high' } }),
        };
        const response = await (streamed
          ? client().responses.stream(request).finalResponse()
          : client().responses.create(request));
        const calls = response.output.filter(({ type }) => type === 'function_call');
        if (calls.length === 0) {
          assert.equal(response.output_text, ALL);
          break;
        }
        input.push(...response.output.map(({ parsed_arguments: _, ...item }) => item));
        for (const { call_id: id, arguments: args } of calls) {
          input.push({ type: 'function_call_output', call_id: id, output: forecast(JSON.parse(args)) });
        }
      }
      if (model === CLAUDE) {
        const { content } = claude.turns.at(-1).body.messages.findLast(({ role }) => role === 'assistant');
        assert.equal(content[0].type, 'thinking', 'Anthropic gets its thinking back');
      }
    });
  }
});

for (const [face, create] of [
  ['chat completions', (sdk, model) => sdk.chat.completions.create({ model, messages: [{ role: 'user', content: 'Hello' }] })],
  ['responses', (sdk, model) => sdk.responses.create({ model, input: 'Hello' })],
]) {
  describe(`errors of ${face} have their types`, () => {
    behaves('a wrong key', () => assert.rejects(create(client(WRONG_KEY), CLAUDE), AuthenticationError));

    behaves('a model that nobody has', () => assert.rejects(create(client(), 'cluade-sonnet-4-5'), NotFoundError));

    behaves('a rate limit of Anthropic’s', async () => {
      const error = { type: 'rate_limit_error', message: 'This request would exceed your rate limit.' };
      claude.plays(() => ({ status: 429, headers: { 'retry-after': '1' }, body: { type: 'error', error } }));
      await assert.rejects(create(client(), CLAUDE), (failure) => {
        assert.ok(failure instanceof RateLimitError, String(failure));
        assert.ok(Number(failure.headers.get('retry-after')) > 0);
        return true;
      });
    });

    behaves('a prompt that is too long', async () => {
      const error = { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' };
      claude.plays(() => ({ status: 400, body: { type: 'error', error } }));
      await assert.rejects(rested(() => create(client(), CLAUDE)), (failure) => {
        assert.ok(failure instanceof BadRequestError, String(failure));
        assert.equal(failure.code, 'context_length_exceeded');
        return true;
      });
    });
  });
}

/** The key may still rest after the rate limit before. */
async function rested(body) {
  for (let left = 100; ; left--) {
    try {
      return await body();
    } catch (failure) {
      if (left === 0 || !(failure instanceof RateLimitError || failure.status === 503)) {
        throw failure;
      }
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
}

behaves('models are listed', async () => {
  const names = [];
  for await (const { id } of client().models.list()) {
    names.push(id);
  }
  assert.deepEqual(names.sort(), [CLAUDE, GEMINI, GPT].sort());
});
