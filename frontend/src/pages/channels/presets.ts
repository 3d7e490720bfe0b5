import type { ChannelType } from '../../api/types'

export type Preset = {
  id: string
  name: string
  type: ChannelType
  baseUrl: string
  /** By which a pasted address is known. */
  hosts: string[]
  /** How its keys begin, where they begin alike. */
  key?: string
  /** The key of an upstream that wants none. */
  anyKey?: string
}

/** Providers by name; the last is for every other one. */
export const PRESETS: Preset[] = [
  { id: 'anthropic', name: 'Anthropic', type: 'anthropic', baseUrl: 'https://api.anthropic.com', hosts: ['api.anthropic.com'], key: 'sk-ant-' },
  { id: 'openai', name: 'OpenAI', type: 'openai-responses', baseUrl: 'https://api.openai.com', hosts: ['api.openai.com'], key: 'sk-proj-' },
  { id: 'gemini', name: 'Gemini', type: 'gemini', baseUrl: 'https://generativelanguage.googleapis.com', hosts: ['generativelanguage.googleapis.com'], key: 'AIza' },
  { id: 'deepseek', name: 'DeepSeek', type: 'anthropic', baseUrl: 'https://api.deepseek.com/anthropic', hosts: ['api.deepseek.com'] },
  { id: 'kimi', name: 'Kimi', type: 'anthropic', baseUrl: 'https://api.moonshot.ai/anthropic', hosts: ['api.moonshot.ai', 'api.moonshot.cn'] },
  { id: 'glm', name: 'GLM', type: 'anthropic', baseUrl: 'https://api.z.ai/api/anthropic', hosts: ['api.z.ai', 'open.bigmodel.cn'] },
  { id: 'qwen', name: 'Qwen', type: 'openai-chat', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', hosts: ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'] },
  { id: 'openrouter', name: 'OpenRouter', type: 'openai-chat', baseUrl: 'https://openrouter.ai/api/v1', hosts: ['openrouter.ai'], key: 'sk-or-' },
  { id: 'ollama', name: 'Ollama', type: 'openai-chat', baseUrl: 'http://127.0.0.1:11434', hosts: ['127.0.0.1:11434', 'localhost:11434'], anyKey: 'ollama' },
  { id: 'other', name: '', type: 'anthropic', baseUrl: '', hosts: [] },
]
