// Slack's mrkdwn control sequences: `<@U…>`, `<#C…>`, `<!here>`, `<!subteam^S…>`, `<!date^…>`, `<url|label>`.
// From docs.slack.dev/messaging/formatting-message-text.

export type Sequence =
  | { kind: 'user' | 'channel' | 'usergroup'; id: string; label: string | undefined }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; seconds: number; format: string; url: string | undefined; fallback: string }
  | { kind: 'link'; url: string; label: string | undefined };

export type Piece = string | Sequence;

const URL_SCHEME = /^(?:https?:\/\/[^\s/|]|mailto:[^\s|]|tel:[^\s|]|slack:\/\/)[^\s]*$/i;

export const isLiveUrl = (url: string): boolean => URL_SCHEME.test(url);

/** What stands between `<` and `>`, or undefined when Slack knows no such sequence. */
function read(inside: string): Sequence | undefined {
  const [head = '', ...rest] = inside.split('|');
  const label = rest.length > 0 ? rest.join('|') : undefined;
  const mention = /^([@#])([UWC][A-Z0-9]{2,})$/.exec(head);
  if (mention?.[2]) return { kind: mention[1] === '@' ? 'user' : 'channel', id: mention[2], label };
  const group = /^!subteam\^(S[A-Z0-9]{2,})$/.exec(head);
  if (group?.[1]) return { kind: 'usergroup', id: group[1], label };
  if (/^!(?:here|channel|everyone)$/.test(head)) return { kind: 'broadcast', range: head.slice(1) };
  const date = /^!date\^(\d{1,12})\^([^^]+)(?:\^(.+))?$/.exec(head);
  // The fallback is mandatory: it is what old clients and screen readers show.
  if (date?.[1] && date[2] && label) {
    return { kind: 'date', seconds: Number(date[1]), format: date[2], url: date[3], fallback: label };
  }
  return isLiveUrl(head) ? { kind: 'link', url: head, label } : undefined;
}

/** Text and sequences in order; a `<` that opens nothing known is returned in `bad`. */
export function pieces(text: string): { pieces: Piece[]; bad: string | undefined } {
  const out: Piece[] = [];
  let bad: string | undefined;
  let from = 0;
  for (const match of text.matchAll(/<([^<>]*)(>?)/g)) {
    const sequence = match[2] ? read(match[1] ?? '') : undefined;
    if (!sequence) {
      bad ??= match[0];
      continue;
    }
    if (match.index > from) out.push(text.slice(from, match.index));
    out.push(sequence);
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push(text.slice(from));
  return { pieces: out, bad };
}

export const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
