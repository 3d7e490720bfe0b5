import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'

export function SearchInput({ value, change, label }: { value: string; change: (value: string) => void; label: string }) {
  return <TextInput size="xs" w={240} leftSection={<IconSearch size={14} />} aria-label={label} placeholder={label} value={value} onChange={(event) => change(event.currentTarget.value)} />
}
