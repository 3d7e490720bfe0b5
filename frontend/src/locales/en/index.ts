import audit from './audit.json'
import changes from './changes.json'
import channels from './channels.json'
import configuration from './configuration.json'
import connect from './connect.json'
import doctor from './doctor.json'
import keys from './keys.json'
import live from './live.json'
import logs from './logs.json'
import overview from './overview.json'
import prices from './prices.json'
import routing from './routing.json'
import settings from './settings.json'
import shell from './shell.json'
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
