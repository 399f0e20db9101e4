/**
 * The HTML page: one file with its script, its style and its data, which needs no network.
 */
import type { PageData } from './page-data.ts';

export interface PageParts {
  readonly title: string;
  readonly data: PageData;
  /** What draws the page: JavaScript that is no module, and CSS. Neither may hold what ends its element. */
  readonly script: string;
  readonly style: string;
}

/**
 * The page as one text. Its Content-Security-Policy lets this script and this style in by their hashes, and nothing else: no other
 * script, no request, no form, no frame.
 *
 * @param digest the SHA-256 hash of a text in Base64.
 * @throws RangeError for a script or a style that holds the end of its own element.
 */
export function pageHtml({ title, data, script, style }: PageParts, digest: (text: string) => string): string {
  const endsElement = /<\/script|<!--/i.test(script) || /<\/style/i.test(style);
  if (endsElement) throw new RangeError('the script or the style holds what ends its element');
  const own = `script-src 'sha256-${digest(script)}'; style-src 'sha256-${digest(style)}'`;
  const policy = `default-src 'none'; ${own}; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>This page is drawn by its own script: allow scripts for this file. It loads nothing else.</noscript></div>
<script type="application/json" id="data">${jsonForHtml(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON in which no text can end the element that it stands in; read back, it is the same value. */
function jsonForHtml(value: unknown) {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function escaped(text: string) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
