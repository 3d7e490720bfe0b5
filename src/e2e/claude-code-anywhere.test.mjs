// The real Claude Code on upstreams of every protocol, which check what reaches them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { askClaude } from './lib/claude.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling } from './lib/gateway.mjs';
import { Chat } from './lib/providers/chat.mjs';
import { Gemini } from './lib/providers/gemini.mjs';
import { Messages } from './lib/providers/messages.mjs';
import { Provider } from './lib/providers/provider.mjs';
import { Responses } from './lib/providers/responses.mjs';

const PICTURE = fileURLToPath(new URL('lib/picture.png', import.meta.url));
const DONE = 'The turn is done: 42, a picture, 43';

const bash = (a, b) => ({ name: 'Bash', input: { command: `echo sluice-$((${a}+${b}))`, description: 'Say it' } });
const read = { name: 'Read', input: { file_path: PICTURE } };

/** Two calls at once, then one more, then the end; side questions come without tools. */
function work({ tools, results }) {
  if (!tools.includes('Bash')) {
    return { text: 'ok' };
  }
  switch (results.length) {
    case 0:
      return { thinking: 'Сначала посмотрю 🦥, then I act.', text: 'Let me look – вот.', calls: [bash(20, 22), read] };
    case 2:
      return { thinking: 'Once more.', calls: [bash(20, 23)] };
    default:
      return { thinking: 'That is all.', text: summary(results) };
  }
}

/** Claude Code gives results in the order in which the tools ended. */
function summary(results) {
  const [type, data = ''] = results.flatMap(({ images }) => images)[0] ?? [];
  const isPicture = /^image\/(png|jpeg|webp)$/.test(type) && Buffer.from(data, 'base64').length > 50;
  const said = (word) => results.some(({ text }) => text.includes(word));
  const fine = said('sluice-42') && isPicture && said('sluice-43');
  return fine ? DONE : `The tools said ${JSON.stringify(results).slice(0, 2_000)}`;
}

const UPSTREAMS = [
  {
    name: 'Anthropic',
    protocol: new Messages({ model: 'claude-sonnet-4-5' }),
    limit: ({ max_tokens: most }) => most,
    channel: { type: 'anthropic' },
  },
  {
    name: 'OpenAI Chat',
    limit: ({ max_completion_tokens: most }) => most,
    protocol: new Chat({ model: 'gpt-4.1', limit: 'max_completion_tokens', system: 'developer' }),
    channel: {
      type: 'openai-chat',
      options: { maxTokensMember: 'max_completion_tokens', developerRole: true, schemas: 'openai', reasoning: 'none' },
    },
  },
  {
    name: 'OpenAI Chat of a model that thinks and wants its thoughts back',
    limit: ({ max_tokens: most }) => most,
    protocol: new Chat({ model: 'deepseek-v4', thinks: true, crlf: true, id: (n, name, index) => `functions.${name}:${n}${index}` }),
    channel: { type: 'openai-chat', options: { reasoningHistory: 'required', reasoning: 'none' } },
  },
  {
    name: 'OpenAI Responses',
    limit: ({ max_output_tokens: most }) => most,
    protocol: new Responses({ model: 'gpt-5.5' }),
    channel: { type: 'openai-responses' },
  },
  {
    name: 'Gemini',
    limit: ({ generationConfig: { maxOutputTokens: most } }) => most,
    protocol: new Gemini({ model: 'gemini-3-pro-preview' }),
    channel: { type: 'gemini' },
  },
];

for (const { name, protocol, channel, limit } of UPSTREAMS) {
  describe(name, () => {
    let upstream;
    let gateway;

    before(async () => {
      upstream = await Provider.start(protocol, work);
      gateway = await Gateway.start({
        channels: [
          { id: 'only', baseUrl: upstream.url, modelMap: { 'claude-*': protocol.model }, keys: [{ secret: FIRST_KEY }], ...channel },
        ],
      });
    });

    after(async () => {
      await gateway?.stop();
      await upstream?.close();
    });

    test('Claude Code ends its tool loop, and everything came back', () => telling(gateway, async () => {
      const turn = await askClaude('Run the tools and tell what they said.', {
        baseUrl: gateway.url,
        accessKey: ACCESS_KEY,
        tools: ['Bash', 'Read'],
      });
      assert.deepEqual(upstream.wrongs, []);
      assert.equal(turn.result?.result, DONE, `${turn.err}\n${turn.out}`);
      assert.equal(turn.result.is_error, false);
      assert.equal(turn.code, 0);
      assert.equal(upstream.turns.filter(({ body }) => body.tools).length, 3, 'nothing was asked twice');
      assert.ok(upstream.turns.every(({ body }) => limit(body) > 0), 'the limit of tokens arrives');
      assert.ok(upstream.calls.every(({ raw }) => !raw.includes(ACCESS_KEY)));
    }));
  });
}
