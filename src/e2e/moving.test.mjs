// Conversations that move between upstreams of different protocols, and back.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import { askClaude } from './lib/claude.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, SECOND_KEY, telling } from './lib/gateway.mjs';
import { Gemini } from './lib/providers/gemini.mjs';
import { Messages } from './lib/providers/messages.mjs';
import { Provider } from './lib/providers/provider.mjs';
import { Responses } from './lib/providers/responses.mjs';

const MODEL = 'claude-sonnet-4-5'; // The last generation that is told how much to think, and wants it back.
const WARNING = /thinking of another provider left out/g;
const TOOL = { name: 'weather', description: 'The weather', input_schema: { type: 'object', properties: { town: { type: 'string' } } } };
const AWAY = { status: 503 };

/** Every turn calls the tool once more; what it calls tells who asked. */
const calls = (town) => () => ({ thinking: `${town}?`, text: 'Let me look.', calls: [{ name: 'weather', input: { town } }] });

const ends = () => ({ thinking: 'Enough.', text: 'It is warm.' });

for (const [name, type, protocol] of [
  ['Responses', 'openai-responses', new Responses({ model: 'gpt-5.5', returns: false })],
  ['Gemini', 'gemini', new Gemini({ model: 'gemini-3-pro-preview', returns: false })],
]) {
  describe(`from ${name} to Anthropic and back`, () => {
    let first;
    let second;
    let gateway;

    before(async () => {
      first = await Provider.start(protocol, calls('Oslo'));
      second = await Provider.start(new Messages({ model: MODEL }), calls('Bern'));
      gateway = await Gateway.start({
        channels: [
          { id: 'first', type, baseUrl: first.url, modelMap: { 'claude-*': protocol.model }, keys: [{ secret: FIRST_KEY }] },
          { id: 'second', type: 'anthropic', baseUrl: second.url, priority: 1, keys: [{ secret: SECOND_KEY }] },
        ],
        breaker: { failures: 0 },
      });
    });

    after(async () => {
      await gateway?.stop();
      await first?.close();
      await second?.close();
    });

    for (const streamed of [true, false]) {
      test(`${streamed ? 'streamed' : 'whole'}: nothing is refused, and no signature reaches a stranger`, () =>
        telling(gateway, () => moves(streamed)));
    }

    test('Claude Code ends a tool loop that moves there and back', () =>
      telling(gateway, async () => {
        first.restarts(works);
        second.restarts(works);
        const turn = await askClaude('Run the tools.', { baseUrl: gateway.url, accessKey: ACCESS_KEY });
        assert.deepEqual([...first.wrongs, ...second.wrongs], []);
        assert.equal(turn.result?.result, 'The turn is done.', `${turn.err}\n${turn.out}`);
        assert.ok(second.turns.length > 0, 'the second channel was asked');
      }));

    /** The first channel is away for the second step, the second one for the third. */
    function works({ tools, results }) {
      if (!tools.includes('Bash')) {
        return { text: 'ok' };
      }
      const step = results.length;
      if (step === 0) {
        first.plays(() => AWAY);
      } else if (step === 1) {
        second.plays(() => AWAY);
        first.plays(works);
      }
      return step === 3
        ? { thinking: 'Enough.', text: 'The turn is done.' }
        : { thinking: `Step ${step}.`, calls: [{ name: 'Bash', input: { command: `echo ${step}`, description: 'Say it' } }] };
    }

    async function moves(streamed) {
      first.restarts(calls('Oslo'));
      second.restarts(calls('Bern'));
      const conversation = converse(gateway, streamed);
      const began = await conversation.turn();
      assert.equal(began.channel, 'first');
      first.plays(() => AWAY);
      const moved = await conversation.turn();
      assert.equal(moved.channel, 'second');
      assert.equal(moved.warning.match(WARNING)?.length, 1, `x-sluice-warning: ${moved.warning}`);
      second.plays(ends);
      const stayed = await conversation.turn();
      assert.equal(stayed.channel, 'second');
      second.plays(calls('Bern'));
      const asked = await conversation.turn();
      assert.equal(asked.channel, 'second');
      assert.equal(asked.content[0].type, 'thinking', 'a new question is thought about');
      first.plays(calls('Oslo'));
      second.plays(() => AWAY);
      const back = await conversation.turn();
      assert.equal(back.channel, 'first');
      const stayedBack = await conversation.turn();
      assert.equal(stayedBack.channel, 'first');
      assert.ok(stayedBack.history.includes(asked.content[0].signature));
      assert.ok(first.turns.every(({ raw }) => !raw.includes(asked.content[0].signature)), 'Anthropic’s signature stays with Anthropic');
      assert.deepEqual([...first.wrongs, ...second.wrongs], []);
    }
  });
}

/** One conversation of a client that keeps everything it is told. */
function converse(gateway, streamed) {
  const client = new Anthropic({ baseURL: gateway.url, apiKey: ACCESS_KEY, maxRetries: 0 });
  const messages = [{ role: 'user', content: 'How is the weather?' }];
  const session = `moving-${Date.now()}`;
  const turn = async () => {
    const request = {
      model: MODEL, max_tokens: 4096, thinking: { type: 'enabled', budget_tokens: 2048 }, tools: [TOOL], messages, stream: false,
    };
    const headers = { 'x-claude-code-session-id': session };
    const { message, response } = streamed ? await ofStream(request, headers) : await whole(request, headers);
    messages.push({ role: 'assistant', content: message.content });
    const results = message.content.filter(({ type }) => type === 'tool_use');
    const answers = results.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: '21°' }));
    messages.push({ role: 'user', content: answers.length > 0 ? answers : 'And elsewhere?' });
    return {
      content: message.content,
      history: JSON.stringify(messages),
      channel: response.headers.get('x-sluice-channel'),
      warning: response.headers.get('x-sluice-warning') ?? '',
    };
  };
  const whole = async (request, headers) => {
    const { data, response } = await client.messages.create(request, { headers }).withResponse();
    return { message: data, response };
  };
  const ofStream = async (request, headers) => {
    const stream = client.messages.stream({ ...request, stream: true }, { headers });
    const { response } = await stream.withResponse();
    return { message: await stream.finalMessage(), response };
  };
  return { turn };
}
