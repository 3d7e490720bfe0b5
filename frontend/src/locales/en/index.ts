import changes from './changes.json'
import channels from './channels.json'
import configuration from './configuration.json'
import live from './live.json'
import logs from './logs.json'
import overview from './overview.json'
import shell from './shell.json'
import usage from './usage.json'
import verdict from './verdict.json'

export default {
  ...changes,
  ...channels,
  ...configuration,
  ...live,
  ...logs,
  ...overview,
  ...shell,
  ...usage,
  ...verdict,
}
