import overview from './overview.json'
import shell from './shell.json'
import verdict from './verdict.json'

export default {
  ...overview,
  ...shell,
  ...verdict,
}
