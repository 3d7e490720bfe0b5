// The real Codex and the real Gemini CLI on upstreams of other protocols.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { askCodex } from './lib/codex.mjs';
import { ACCESS_KEY, FIRST_KEY, Gateway, telling } from './lib/gateway.mjs';
import { askGemini } from './lib/gemini-cli.mjs';
import { Chat } from './lib/providers/chat.mjs';
import { Gemini } from './lib/providers/gemini.mjs';
import { Messages } from './lib/providers/messages.mjs';
import { Provider } from './lib/providers/provider.mjs';

const DONE = 'The turn is done: 42, a patch, 44';
const PATCH = ['*** Begin Patch', '*** Add File: "quoted" 🦥.txt', '+line\twith \\ and "', '*** End Patch', ''].join('\n');

const CODEX = {
  name: 'Codex',
  ask: askCodex,
  model: 'gpt-5.5',
  side: 'exec_command',
  first: [
    { name: 'exec_command', input: { cmd: 'echo sluice-$((20+22))' } },
    { name: 'apply_patch', input: { input: PATCH } },
  ],
  second: { name: 'exec_command', input: { cmd: 'cat *.txt; echo sluice-$((20+24))' } },
};

const GEMINI = {
  name: 'Gemini CLI',
  ask: askGemini,
  model: 'gemini-3-pro-preview',
  side: 'run_shell_command',
  first: [
    { name: 'run_shell_command', input: { command: "printf 'sluice-%s' 42", description: 'Say it' } },
    { name: 'write_file', input: { file_path: 'a.txt', content: 'line\twith \\ and "\n' } },
  ],
  second: { name: 'run_shell_command', input: { command: "cat a.txt; printf 'sluice-%s' 44", description: 'Say it' } },
};

/** Two calls at once, then one more, then the end; side questions come without tools. */
const works = (client) => ({ tools, results }) => {
  if (!tools.includes(client.side)) {
    return { text: 'ok' };
  }
  switch (results.length) {
    case 0:
      return { thinking: 'Сначала посмотрю 🦥.', text: 'Let me look.', calls: client.first };
    case 2:
      return { thinking: 'Once more.', calls: [client.second] };
    default:
      return { thinking: 'That is all.', text: summary(results) };
  }
};

function summary(results) {
  const said = (word) => results.some(({ text }) => text.includes(word));
  const fine = said('sluice-42') && said('line\twith \\ and "') && said('sluice-44');
  return fine ? DONE : `The tools said ${JSON.stringify(results).slice(0, 2_000)}`;
}

for (const [client, upstreamName, type, protocol] of [
  [CODEX, 'Anthropic', 'anthropic', new Messages({ model: 'claude-sonnet-4-5' })],
  [CODEX, 'Gemini', 'gemini', new Gemini({ model: 'gemini-3-pro-preview' })],
  [GEMINI, 'Anthropic', 'anthropic', new Messages({ model: 'claude-sonnet-4-5' })],
  [GEMINI, 'OpenAI Chat', 'openai-chat', new Chat({ model: 'gpt-4.1' })],
]) {
  describe(`${client.name} on ${upstreamName}`, () => {
    let upstream;
    let gateway;

    before(async () => {
      upstream = await Provider.start(protocol, works(client));
      gateway = await Gateway.start({
        channels: [{ id: 'only', type, baseUrl: upstream.url, modelMap: { '*': protocol.model }, keys: [{ secret: FIRST_KEY }] }],
      });
    });

    after(async () => {
      await gateway?.stop();
      await upstream?.close();
    });

    test('ends its tool loop, and everything came back', () => telling(gateway, async () => {
      const turn = await client.ask('Run the tools and tell what they said.', {
        baseUrl: gateway.url,
        accessKey: ACCESS_KEY,
        model: client.model,
      });
      assert.deepEqual(upstream.wrongs, []);
      assert.equal(turn.said, DONE, `${turn.err}\n${turn.out}`);
      assert.equal(turn.code, 0);
    }));
  });
}
