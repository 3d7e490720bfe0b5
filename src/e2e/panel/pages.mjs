/** Every page of the panel: its path and its heading in both languages. */
export const PAGES = [
  { name: 'overview', path: '/', en: 'Overview', zh: '概览' },
  { name: 'live', path: '/live', en: 'Live', zh: '实时' },
  { name: 'logs', path: '/logs', en: 'Logs', zh: '日志' },
  { name: 'usage', path: '/usage', en: 'Usage', zh: '用量' },
  { name: 'sessions', path: '/sessions', en: 'Sessions', zh: '会话' },
  { name: 'channels', path: '/channels', en: 'Channels', zh: '渠道' },
  { name: 'routing', path: '/routing', en: 'Routing', zh: '路由' },
  { name: 'keys', path: '/keys', en: 'Keys & people', zh: '密钥与人员' },
  { name: 'prices', path: '/prices', en: 'Prices', zh: '价格' },
  { name: 'configuration', path: '/configuration', en: 'Configuration', zh: '配置' },
  { name: 'connect', path: '/connect', en: 'Connect', zh: '接入' },
  { name: 'health', path: '/doctor', en: 'Health & doctor', zh: '健康与诊断' },
  { name: 'audit', path: '/audit', en: 'Audit', zh: '审计' },
  { name: 'settings', path: '/settings', en: 'Settings', zh: '设置' },
];

/** The words of the panel that tests and screenshots act by. */
export const WORDS = {
  en: { key: 'Access key', submit: 'Sign in', wrong: /not accepted/ },
  zh: { key: '访问密钥', submit: '登录', wrong: /不被接受/ },
};
