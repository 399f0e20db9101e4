import { createHash } from 'node:crypto';

/** The hash that the kit, which has none of its own, is handed: SHA-256 as hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The name that git has for a file of this text.
 *
 * @param like such a name: 40 digits where the repository's are of SHA-1, 64 where they are of SHA-256.
 */
export function blobOf(text: string, like: string): string {
  const bytes = Buffer.from(text);
  return createHash(like.length === 40 ? 'sha1' : 'sha256').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
