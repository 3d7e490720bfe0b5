import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headless } from './headless.mjs';

/** One headless turn of the real Codex; `said` is its last message. */
export async function askCodex(prompt, { baseUrl, accessKey, model }) {
  const turn = await headless(
    'codex',
    ['exec', '--skip-git-repo-check', '--dangerously-bypass-approvals-and-sandbox', '--json', prompt],
    (home) => ({ CODEX_HOME: join(home, 'codex'), GATEWAY_KEY: accessKey }),
    (home) => {
      mkdirSync(join(home, 'codex'));
      writeFileSync(join(home, 'codex', 'config.toml'), settings(baseUrl, model));
    },
  );
  const events = turn.out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  const messages = events.filter(({ item }) => item?.type === 'agent_message').map(({ item }) => item.text);
  return { ...turn, events, said: messages.at(-1) };
}

const settings = (baseUrl, model) => `
model = "${model}"
model_provider = "gateway"
model_reasoning_effort = "high"
model_reasoning_summary = "auto"
check_for_update_on_startup = false

[analytics]
enabled = false

[model_providers.gateway]
name = "Gateway"
base_url = "${baseUrl}/v1"
env_key = "GATEWAY_KEY"
wire_api = "responses"
`;
