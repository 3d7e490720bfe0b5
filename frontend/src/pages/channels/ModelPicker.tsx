import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SearchInput } from '../../components/SearchInput'
import classes from './ModelPicker.module.css'
import { found, type Offered } from './offered'

const SEARCHED_FROM = 12

type Props = { offered: Offered; picked: string[]; pick: (models: string[]) => void }

/** The models that an upstream says it has, of which a click takes one or leaves it. */
export function ModelPicker({ offered, picked, pick }: Props) {
  const { t } = useTranslation()
  const [sought, setSought] = useState('')
  const shown = found(offered.ids, sought)
  const toggle = (id: string) => pick(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])
  return (
    <section className={classes.picker} aria-label={t('channelForm.found', { count: offered.total })}>
      <div className="row between wrap">
        <strong>{t(offered.more ? 'channelForm.foundAtLeast' : 'channelForm.found', { count: offered.total })}</strong>
        {offered.ids.length > SEARCHED_FROM && <SearchInput value={sought} change={setSought} label={t('channelForm.findModel')} />}
      </div>
      {offered.ids.length > 0 && <p className="soft small">{t('channelForm.foundText')}</p>}
      <ul className={classes.models}>
        {shown.map((id) => (
          <li key={id}>
            <button type="button" aria-pressed={picked.includes(id)} onClick={() => toggle(id)}>
              {id}
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && sought.trim() && <p className="soft small">{t('channelForm.findNone')}</p>}
      {offered.total > offered.ids.length && <p className="soft small">{t('channelForm.foundFirst', { count: offered.ids.length })}</p>}
    </section>
  )
}
