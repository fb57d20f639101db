// What a question is about, as words that can be compared: without grammar, in the languages webinars are held in. Pure.

/** Each word that counts, with how much: what webinars are asked everywhere, and names in capitals, twice. */
export type Words = Map<string, number>;

const STOP = new Set(
  `a about after all already also am an and any anyone are as ask at be because been before being but by can cannot come could did do does doing
  done each else ever every for from further get give go going got had has have having he hello help hi how i if in into is it its just know late
  later let like look lot make many may maybe me mean might more most much must my need no not now of off on once one only or other our out over
  own part per please possible question questions quick really right run running said same say see should so some somewhere sorry still sure take tell than
  thank thanks that the their them then there these they thing this those through time to today too under until up us use used using very want was
  way we well were what when where whether which while who why will with wonder work works would yes yet you your
  ai au aux avec ce cela ces cette comment dans de des du elle en es est et eu faire fait il ils je la le les leur lui ma mais me merci mes moi mon
  ne nos notre nous on ou où par pas peut plus pour pourquoi pouvez qu quand que quel quelle quels quelles qui sa sans se sera serait ses si son sont
  sur ta te tes toi ton tu un une va vos votre vous à
  aber als am auch auf aus bei bin bis bitte da dann das dass dem den der die dies diese doch ein eine einem einen einer er es etwas für gibt habe
  haben hat hier ich ihr im in ist ja kann können man mein mit muss müssen nach nicht noch nur oder schon sein sich sie sind so über um und uns
  unser von vor was wann warum wenn werden wie wir wird wo zu zum zur
  al algo aquí como con cual cuando cómo de del desde donde el ella en entre era es esta este está hay hola la las lo los más me mi muy nada no nos
  nuestro o para pero podemos por porque puede que qué se ser si sin sobre son su sus también te tiene todo tu un una uno y ya
  anche che chi ci come con cosa da dal dei del della di dove e gli grazie ho i il io ma mi nel non per perché più possiamo quale quando se si sono
  sul ao as até como com da das de do dos e ela ele em eu foi há isso já mais mas na nas no nos não o os ou para pela pelo por qual quando quem se
  sem ser seu sua são também tem um uma você`.split(/\s+/),
);

/** What is asked in every webinar, in six languages: the beginnings of words, after accents are gone. */
const TOPICS: Record<string, RegExp> = {
  recording:
    /^(record(ed|ing|ings)?$|replay|rewatch|enregistr|rediff|aufzeichn|aufgenommen|grabacion|grabad|grabar|gravac|registrazion)/,
  slides: /^(slide|deck$|presentation|diapo|folien|praesentation|prasentation|diapositiv|presentacion|apresentac)/,
  price: /^(price|pricing|cost|tarif|prix|cout|kost|preis|precio|preco|prezz)/,
  connection: /^(connect(or|ors)$|integrat|anbind|schnittstell|integr|conector|connettor|connecteur)/,
  trial: /^(trial|demo$|demos$|essai|testversion|probe(version|zeit)|prueba$)/,
  certificate: /^(certificat|zertifikat|attestation|certificad)/,
  subtitles: /^(subtitl|caption|untertitel|soustitr|subtitul|legenda$|legendas$)/,
};

const EASTERN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Only the beginning counts: a pasted page is no question. */
const LETTERS = 1_000;

export function wordsOf(question: string): Words {
  const words: Words = new Map();
  const start = question.slice(0, LETTERS).replace(/https?:\S+/gi, ' ');
  const shouts = !/\p{Ll}/u.test(start);
  for (const written of start.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? []) {
    if (EASTERN.test(written)) for (const pair of pairs(written)) words.set(pair, 0.5);
    else add(words, written, shouts);
  }
  return words;
}

function add(words: Words, written: string, shouts: boolean): void {
  const lower = written.toLowerCase();
  const word = plain(lower);
  if (STOP.has(lower) || STOP.has(word) || (word.length < 2 && !/\d/.test(word)) || /^\d{1,2}$/.test(word)) return;
  const topic = Object.keys(TOPICS).find((name) => TOPICS[name]?.test(word));
  const isName = !shouts && /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u.test(written);
  words.set(topic ? `#${topic}` : stem(word), topic || isName ? 2 : 1);
}

/** Without accents. */
const plain = (word: string): string => word.normalize('NFKD').replace(/\p{M}/gu, '');

const ENDINGS = /(?:ations?|ments?|ings?|ers?|ed|es|en|s|e)$/;

/** Light: one ending off, then the first six letters. `forking`, `forked` and `forks` are one. */
function stem(word: string): string {
  const cut = word.replace(ENDINGS, '');
  return (cut.length >= 3 ? cut : word).slice(0, 6);
}

/** Scripts without spaces are compared by two signs at a time. */
const pairs = (text: string): string[] =>
  text.length < 2 ? [text] : Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));
