export const themes = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high contrast': 'Default High Contrast',
} as const;

export type Theme = keyof typeof themes;

/**
 * The themes in which a suite runs: `usual`, and with `RUNSHEET_TEST_THEMES=all` every one, which is for whoever wants to
 * look at the screenshots of all. What a suite does is the same in each.
 */
export function themesOf(usual: Theme): readonly Theme[] {
  return process.env['RUNSHEET_TEST_THEMES'] === 'all' ? (Object.keys(themes) as Theme[]) : [usual];
}
