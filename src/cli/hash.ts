import { createHash } from 'node:crypto';

/** The hash that the kit, which has none of its own, is handed: SHA-256 as hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
