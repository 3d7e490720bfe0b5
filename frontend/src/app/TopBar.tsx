import { ActionIcon, Menu, Tooltip, useMantineColorScheme, UnstyledButton } from '@mantine/core'
import { IconCheck, IconClock, IconLanguage, IconMoon, IconSearch, IconSun, IconSunMoon, IconUser, IconLogout, IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGES, useLanguage, type Language } from './language'
import { HealthLine } from './HealthLine'
import { openPalette } from './palette'
import { RANGES, useRange } from './range'
import { useSignedIn } from './signedIn'
import classes from './TopBar.module.css'

export function TopBar() {
  const { t } = useTranslation()
  return (
    <header className={classes.bar}>
      <HealthLine />
      <div className={classes.tools}>
        <UnstyledButton className={classes.search} onClick={openPalette} aria-label={`${t('shell.search')} Ctrl K`} aria-keyshortcuts="Control+K Meta+K">
          <IconSearch size={16} stroke={1.8} aria-hidden />
          <span>{t('shell.search')}</span>{' '}
          <kbd aria-hidden>Ctrl K</kbd>
        </UnstyledButton>
        <RangeMenu />
        <LanguageMenu />
        <SchemeMenu />
        <PersonMenu />
      </div>
    </header>
  )
}

function RangeMenu() {
  const { t } = useTranslation()
  const [range, setRange] = useRange()
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <UnstyledButton className={classes.range} aria-label={`${t('shell.range')}: ${t(`range.${range}`)}`}>
          <IconClock size={16} stroke={1.8} aria-hidden />
          <span>{t(`range.${range}`)}</span>
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {RANGES.map((each) => (
          <Menu.Item key={each} onClick={() => setRange(each)} rightSection={each === range ? <IconCheck size={14} /> : null}>
            {t(`range.${each}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function LanguageMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={34} aria-label={t('shell.language')}>
          <IconLanguage size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => void chooseLanguage(code as Language)}
            rightSection={code === language ? <IconCheck size={14} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEMES = [
  ['auto', IconSunMoon],
  ['light', IconSun],
  ['dark', IconMoon],
] as const

function SchemeMenu() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Icon = SCHEMES.find(([scheme]) => scheme === colorScheme)?.[1] ?? IconSunMoon
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={34} aria-label={t('shell.theme')}>
          <Icon size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(([scheme, Each]) => (
          <Menu.Item
            key={scheme}
            leftSection={<Each size={16} stroke={1.7} />}
            onClick={() => setColorScheme(scheme)}
            rightSection={scheme === colorScheme ? <IconCheck size={14} /> : null}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function PersonMenu() {
  const { t } = useTranslation()
  const { state, signOut } = useSignedIn()
  if (typeof state === 'string') {
    return null
  }
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Tooltip label={state.name ?? t('shell.accessKey')}>
          <ActionIcon size={34} aria-label={t('shell.account')}>
            <IconUser size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {state.name ?? t('shell.accessKey')} · {t(`role.${state.role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.7} />} onClick={() => void signOut()}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
