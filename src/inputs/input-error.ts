/** Bad input: the one message names the file, the place in it, and what was expected there. */
export class InputError extends Error {
  constructor(file: string, place: string, expected: string) {
    super(`${file}${place === '' ? '' : `:${place}`}: ${expected}`);
    this.name = 'InputError';
  }
}
