/** Who is here, as the server last said: any answer may end it. */
export const supportSession: { here: 'asking' | 'in' | 'out' | 'away' } = $state({
  here: 'asking'
});
