/** Of a text that came with an address, what is enough to know it by: at most 80 characters. */
export function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

const most = 80;
