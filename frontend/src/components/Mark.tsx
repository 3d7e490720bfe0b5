/** The gateway's sign: a gate with water below. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="#3454d1" />
      <path d="M9 6v20M23 6v20M9 13h14" stroke="#fff" strokeWidth="2.600" strokeLinecap="round" />
      <path d="M11.500 19c1.500-1.600 3-1.600 4.500 0s3 1.600 4.500 0M11.500 24c1.500-1.600 3-1.600 4.500 0s3 1.600 4.500 0" stroke="#b9c7ff" strokeWidth="2" fill="none" strokeLinecap="round" />
    </svg>
  )
}
