import { Modal, TextInput, useMantineColorScheme } from '@mantine/core'
import { IconArrowRight, IconLanguage, IconSearch, IconStack2, IconSunMoon } from '@tabler/icons-react'
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { useChannels } from '../api/queries'
import { useFocusBack } from '../components/useFocusBack'
import { chooseLanguage, useLanguage } from './language'
import classes from './Palette.module.css'
import { PAGES } from './pages'
import { rangeSearch } from './range'
import { rank } from './rank'
import { useIsAdmin } from './signedIn'

type Command = { id: string; label: string; hint: string; icon: ReactNode; run(): void }

/** Everything by name: pages, channels, a request or session by its id, the usual actions. */
export default function Palette({ close }: { close: () => void }) {
  const { t } = useTranslation()
  useFocusBack()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const admin = useIsAdmin()
  const channels = useChannels(admin)
  const language = useLanguage()
  const { setColorScheme, colorScheme } = useMantineColorScheme()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)

  const commands = useMemo(() => {
    const go = (path: string) => () => void navigate({ pathname: path.split('?')[0], search: path.includes('?') ? path.slice(path.indexOf('?')) : rangeSearch(search) })
    const all: Command[] = PAGES.filter((page) => admin || !page.admin).map((page) => ({
      id: page.name, label: t(`nav.${page.name}`), hint: t('palette.page'), icon: <page.icon size={18} stroke={1.7} />, run: go(page.path),
    }))
    if (admin) {
      all.push({ id: 'add', label: t('channels.add'), hint: t('palette.action'), icon: <IconStack2 size={18} stroke={1.7} />, run: go('/channels?add=1') })
      for (const channel of channels.data?.items ?? []) {
        all.push({ id: `c-${channel.id}`, label: channel.name, hint: t('palette.channel'), icon: <IconStack2 size={18} stroke={1.7} />, run: go(`/channels?channel=${encodeURIComponent(channel.id)}`) })
      }
    }
    const other = language === 'en' ? 'zh-CN' : 'en'
    all.push({ id: 'language', label: other === 'en' ? 'English' : '简体中文', hint: t('shell.language'), icon: <IconLanguage size={18} stroke={1.7} />, run: () => void chooseLanguage(other) })
    const scheme = colorScheme === 'dark' ? 'light' : 'dark'
    all.push({ id: 'theme', label: t(`theme.${scheme}`), hint: t('shell.theme'), icon: <IconSunMoon size={18} stroke={1.7} />, run: () => setColorScheme(scheme) })
    const found = rank(all, text, (each) => each.label)
    if (/^req_\w+$/.test(text.trim())) {
      found.unshift({ id: 'request', label: text.trim(), hint: t('palette.request'), icon: <IconArrowRight size={18} />, run: go(`/logs?request=${text.trim()}`) })
    } else if (text.trim().length > 7) {
      found.push({ id: 'session', label: text.trim(), hint: t('palette.session'), icon: <IconArrowRight size={18} />, run: go(`/logs?session=${encodeURIComponent(text.trim())}`) })
    }
    return found
  }, [admin, channels.data, colorScheme, language, navigate, search, setColorScheme, t, text])

  const run = (command: Command | undefined) => {
    if (command) {
      close()
      command.run()
    }
  }
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen((old) => (old + step + commands.length) % Math.max(1, commands.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(commands[chosen])
    }
  }
  return (
    <Modal opened onClose={close} withCloseButton={false} padding={0} size={560} yOffset="12vh" centered={false} attributes={{ content: { 'aria-label': t('shell.palette') } }}>
      <TextInput
        data-autofocus
        variant="unstyled"
        className={classes.input}
        leftSection={<IconSearch size={18} stroke={1.8} />}
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={press}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={commands[chosen] ? `palette-${commands[chosen].id}` : undefined}
      />
      <div className={classes.list} id="palette-list" role="listbox" aria-label={t('shell.palette')}>
        {commands.map((command, index) => (
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            aria-selected={index === chosen}
            className={classes.item}
            ref={(node) => {
              if (index === chosen) {
                node?.scrollIntoView({ block: 'nearest' })
              }
            }}
            onMouseMove={() => setChosen(index)}
            onClick={() => run(command)}
          >
            {command.icon}
            <span className="cut grow">{command.label}</span>
            <span className="soft small">{command.hint}</span>
          </div>
        ))}
        {commands.length === 0 && <div className={classes.none}>{t('palette.none')}</div>}
      </div>
    </Modal>
  )
}
