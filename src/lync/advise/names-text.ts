/** Names in a sentence, of which there may be hundreds: the first twelve, and how many more there are. */
export function namesText(names: readonly string[]): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;
}

const most = 12;
