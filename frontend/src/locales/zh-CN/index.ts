import audit from './audit.json'
import changes from './changes.json'
import channels from './channels.json'
import configuration from './configuration.json'
import connect from './connect.json'
import doctor from './doctor.json'
import findingsOfDoctor from './findings.json'
import keys from './keys.json'
import live from './live.json'
import logs from './logs.json'
import overview from './overview.json'
import prices from './prices.json'
import routing from './routing.json'
import settings from './settings.json'
import shell from './shell.json'
import toldByGateway from './told.json'
import usage from './usage.json'
import verdict from './verdict.json'

export default {
  ...audit,
  ...changes,
  ...channels,
  ...configuration,
  ...connect,
  ...doctor,
  ...keys,
  ...live,
  ...logs,
  ...overview,
  ...prices,
  ...routing,
  ...settings,
  ...shell,
  ...usage,
  ...verdict,
}

/** The doctor's templates; verdicts are named in them as everywhere. */
export const findings = { ...findingsOfDoctor, ...verdict.verdict }

/** What the gateway tells in plain text; strategies are named in it as everywhere. */
export const told = {
  ...toldByGateway,
  summaries: { ...routing.strategy, ...toldByGateway.summaries },
  details: { ...routing.strategy, ...toldByGateway.summaries, ...toldByGateway.details },
}
