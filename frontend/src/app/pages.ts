import {
  IconActivity, IconBook2, IconChartBar, IconCoin, IconGauge, IconHeartbeat, IconHistory, IconKey, IconListDetails, IconMessages,
  IconPlugConnected, IconRoute, IconSettings, IconFileCode, IconStack2,
} from '@tabler/icons-react'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'

export type PageName =
  | 'overview' | 'live' | 'channels' | 'routing' | 'keys' | 'logs' | 'usage' | 'sessions' | 'prices' | 'configuration' | 'connect'
  | 'health' | 'audit' | 'settings'

export type Page = {
  name: PageName
  path: string
  icon: typeof IconActivity
  group: 'watch' | 'steer' | 'account' | 'gateway'
  /** Whether only an administrator sees it; others see what is their own of the rest. */
  admin: boolean
  body: LazyExoticComponent<ComponentType>
}

/** Every page, in the order of the rail. */
export const PAGES: Page[] = [
  { name: 'overview', path: '/', icon: IconGauge, group: 'watch', admin: false, body: lazy(() => import('../pages/overview/Overview')) },
  { name: 'live', path: '/live', icon: IconActivity, group: 'watch', admin: false, body: lazy(() => import('../pages/live/Live')) },
  { name: 'logs', path: '/logs', icon: IconListDetails, group: 'watch', admin: false, body: lazy(() => import('../pages/logs/Logs')) },
  { name: 'usage', path: '/usage', icon: IconChartBar, group: 'watch', admin: false, body: lazy(() => import('../pages/usage/Usage')) },
  { name: 'sessions', path: '/sessions', icon: IconMessages, group: 'watch', admin: false, body: lazy(() => import('../pages/sessions/Sessions')) },
  { name: 'channels', path: '/channels', icon: IconStack2, group: 'steer', admin: true, body: lazy(() => import('../pages/channels/Channels')) },
  { name: 'routing', path: '/routing', icon: IconRoute, group: 'steer', admin: true, body: lazy(() => import('../pages/routing/Routing')) },
  { name: 'keys', path: '/keys', icon: IconKey, group: 'steer', admin: false, body: lazy(() => import('../pages/keys/Keys')) },
  { name: 'prices', path: '/prices', icon: IconCoin, group: 'steer', admin: true, body: lazy(() => import('../pages/prices/Prices')) },
  { name: 'configuration', path: '/configuration', icon: IconFileCode, group: 'steer', admin: true, body: lazy(() => import('../pages/configuration/Configuration')) },
  { name: 'connect', path: '/connect', icon: IconPlugConnected, group: 'gateway', admin: false, body: lazy(() => import('../pages/connect/Connect')) },
  { name: 'health', path: '/doctor', icon: IconHeartbeat, group: 'gateway', admin: true, body: lazy(() => import('../pages/health/HealthPage')) },
  { name: 'audit', path: '/audit', icon: IconHistory, group: 'gateway', admin: true, body: lazy(() => import('../pages/audit/Audit')) },
  { name: 'settings', path: '/settings', icon: IconSettings, group: 'gateway', admin: false, body: lazy(() => import('../pages/settings/Settings')) },
]

export const DocsIcon = IconBook2
