/** A text as a message of SARIF: braces doubled (SARIF 2.1.0, 3.11.5), and nothing a link that was none (3.11.6). */
export function message(text: string): string {
  return text.replace(/[{}]/g, '$&$&').replace(/\](?=\()/g, '\\]');
}
