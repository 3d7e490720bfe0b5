import type { components } from './schema'

type Schemas = components['schemas']

export type Channel = Schemas['Channel']
export type ChannelBody = Schemas['ChannelBody']
export type ChannelType = Schemas['ChannelType']
export type Key = Schemas['Key']
export type TestResult = Schemas['TestResult']
export type Log = Schemas['Log']
export type Attempt = Log['attempts'][number]
export type PassedOver = NonNullable<Schemas['PassedOver']>[number]
export type Figures = Schemas['Figures']
export type Stats = Schemas['Stats']
export type Latency = Schemas['Latency']
export type Health = Schemas['Health']
export type Price = Schemas['Price']
export type Mapping = Schemas['Mapping']
export type Revision = Schemas['Revision']
export type Difference = Schemas['Difference']
export type AuditEntry = Schemas['AuditEntry']
export type Findings = Schemas['Findings']
export type Words = Schemas['Words']
export type Dimension = 'model' | 'channel' | 'key' | 'user' | 'session' | 'agent'
