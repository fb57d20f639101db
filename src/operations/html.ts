// A description, as people type it and as Livestorm keeps it: HTML.

/** Plain words as paragraphs. */
export function paragraphs(words: string): string {
  const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br>')}</p>`)
    .join('');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", nbsp: ' ' };

/** The plain words of paragraphs, for a field that shows no formatting; null when there is any. */
export function plainWords(html: string): string | null {
  const broken = html
    .replace(/\s*<\/p>\s*<p>\s*/g, '\n\n')
    .replace(/^\s*<p>|<\/p>\s*$/g, '')
    .replace(/<br ?\/?>/g, '\n');
  if (/[<>]|&(?!(?:amp|lt|gt|quot|#39|apos|nbsp);)/.test(broken)) return null;
  return broken.replace(/&(#?\w+);/g, (_entity, name) => ENTITIES[name] ?? '').trim();
}
