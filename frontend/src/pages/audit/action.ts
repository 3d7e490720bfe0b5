/** What was done, as one name whatever noted it: `orderChannels` and `order channels` are the same. */
export function actionName(action: string): string {
  return action.replace(/([a-z])([A-Z])/g, '$1_$2').replaceAll(' ', '_').toLowerCase()
}

/** For people, where the catalogue has no words for it. */
export function actionText(action: string): string {
  const text = actionName(action).replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
