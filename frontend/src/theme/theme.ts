import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: the blue of deep water. */
const sluice: MantineColorsTuple = [
  '#eef2ff', '#dbe3fd', '#b6c5f9', '#8ea4f4', '#6b87f0', '#5372ec', '#3f5fe0', '#3454d1', '#2a45b0', '#1f3589',
]

/** Greys with a breath of the accent, for both schemes. */
const slate: MantineColorsTuple = [
  '#f7f8fb', '#eef0f5', '#e1e4ec', '#cdd2de', '#a9b0c1', '#7c8497', '#5a6275', '#434a5b', '#2c3240', '#191d27',
]

const dark: MantineColorsTuple = [
  '#e3e6ee', '#bfc5d3', '#98a0b3', '#79829a', '#414a5e', '#2f3645', '#232936', '#191e28', '#12161e', '#0c0f15',
]

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace'

export const theme = createTheme({
  primaryColor: 'sluice',
  primaryShade: { light: 7, dark: 6 },
  colors: { sluice, gray: slate, dark },
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: { fontFamily: FONT, fontWeight: '620' },
  defaultRadius: 'md',
  radius: { sm: '4px', md: '6px', lg: '10px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    Tooltip: { defaultProps: { openDelay: 250, withArrow: true, transitionProps: { duration: 80 } } },
    Modal: { defaultProps: { transitionProps: { duration: 100 }, centered: true } },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'md' } },
  },
})

/** Series of charts: hues that are none of the colours of state. */
export const SERIES = ['#3f5fe0', '#16a2b8', '#9557d8', '#d4609f', '#6b7a99', '#2f86d6', '#7a8df0', '#5fbfb0'] as const
