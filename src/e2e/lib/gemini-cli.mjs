import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { headless } from './headless.mjs';

const SETTINGS = {
  security: { auth: { selectedType: 'gemini-api-key' } },
  privacy: { usageStatisticsEnabled: false },
  telemetry: { enabled: false },
  general: { enableAutoUpdate: false },
};

/** One headless turn of the real Gemini CLI; `said` is its answer. */
export async function askGemini(prompt, { baseUrl, accessKey, model }) {
  const turn = await headless(
    'gemini',
    ['-p', prompt, '--yolo', '--skip-trust', '-m', model, '--output-format', 'json'],
    () => ({ GEMINI_API_KEY: accessKey, GOOGLE_GEMINI_BASE_URL: baseUrl }),
    (home) => {
      mkdirSync(join(home, '.gemini'));
      writeFileSync(join(home, '.gemini', 'settings.json'), JSON.stringify(SETTINGS));
    },
  );
  const from = turn.out.indexOf('{');
  return { ...turn, said: from < 0 ? undefined : JSON.parse(turn.out.slice(from)).response };
}
