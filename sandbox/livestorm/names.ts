// Made-up people: plausible, from many places, and the same for the same number in every run.

/** City, country code, country, zone, first names, last names. */
type Place = [string, string, string, string, string, string];

const PLACES: Place[] = [
  ['Lyon', 'FR', 'France', 'Europe/Paris', 'Camille Thomas Élodie Julien Manon', 'Bernard Petit Lefèvre Garnier Roux'],
  ['Berlin', 'DE', 'Germany', 'Europe/Berlin', 'Lena Jonas Katrin Moritz Jürgen', 'Schneider Vogel Krüger Brandt Weiß'],
  ['Madrid', 'ES', 'Spain', 'Europe/Madrid', 'Lucía Álvaro Carmen Íñigo Nuria', 'Ortega Muñoz Vidal Castaño Serrano'],
  ['Osaka', 'JP', 'Japan', 'Asia/Tokyo', 'Haruka Kenji Aiko Daichi Sakura', 'Yamamoto Kobayashi Mori Ishikawa Endo'],
  ['Lagos', 'NG', 'Nigeria', 'Africa/Lagos', 'Chidi Ngozi Tunde Folake Emeka', 'Adeyemi Okonkwo Balogun Eze Afolabi'],
  [
    'Austin',
    'US',
    'United States',
    'America/Chicago',
    'Megan Tyrone Ashley Marcus Dana',
    'Walker Nguyen Reyes Sullivan Price',
  ],
  [
    'São Paulo',
    'BR',
    'Brazil',
    'America/Sao_Paulo',
    'João Beatriz Thiago Larissa Caio',
    'Oliveira Souza Ribeiro Gonçalves Araújo',
  ],
  ['Pune', 'IN', 'India', 'Asia/Kolkata', 'Ananya Rohan Kavita Vikram Ishaan', 'Deshpande Kulkarni Nair Bose Mehta'],
  [
    'Kraków',
    'PL',
    'Poland',
    'Europe/Warsaw',
    'Agnieszka Paweł Zofia Łukasz Marta',
    'Wiśniewska Zieliński Dąbrowska Kaczmarek Lis',
  ],
  ['Cairo', 'EG', 'Egypt', 'Africa/Cairo', 'Yasmine Karim Nour Tarek Mona', 'Mansour Abdelrahman Fahmy Saleh Zaki'],
  ['Seoul', 'KR', 'South Korea', 'Asia/Seoul', 'Ji-woo Min-jun Seo-yeon Hyun Eun-ji', 'Kim Park Choi Jung Yoon'],
  [
    'Stockholm',
    'SE',
    'Sweden',
    'Europe/Stockholm',
    'Elsa Gustav Åsa Björn Linnea',
    'Lindberg Åkesson Nyström Sjöberg Ek',
  ],
  [
    'Manila',
    'PH',
    'Philippines',
    'Asia/Manila',
    'Maricel Paolo Jasmine Rafael Liza',
    'Santos Bautista Villanueva Reyes Aquino',
  ],
  [
    'Milan',
    'IT',
    'Italy',
    'Europe/Rome',
    'Giulia Matteo Chiara Niccolò Elisa',
    'Conti Marchetti Galli Ferraro Lombardi',
  ],
  ['Istanbul', 'TR', 'Türkiye', 'Europe/Istanbul', 'Elif Emre Zeynep Çağlar Ayşe', 'Yılmaz Demir Öztürk Şahin Aydın'],
  [
    'Toronto',
    'CA',
    'Canada',
    'America/Toronto',
    'Olivia Liam Priya Étienne Grace',
    'MacDonald Tremblay Singh Leung Fraser',
  ],
  [
    'Nairobi',
    'KE',
    'Kenya',
    'Africa/Nairobi',
    'Wanjiru Brian Achieng Kevin Njeri',
    'Kamau Otieno Mwangi Odhiambo Kiptoo',
  ],
];

export interface MadeUp {
  first_name: string;
  last_name: string;
  /** Always at example.com or example.org; ASCII. */
  email: string;
  timezone: string;
  city: string;
  countryCode: string;
  country: string;
}

const LETTERS: Record<string, string> = { ł: 'l', ı: 'i', ß: 'ss', ø: 'o' };

const ascii = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[łıßø]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .replace(/[^a-z]/g, '');

/** An address for a name; the number keeps namesakes apart. */
export const addressOf = (first: string, last: string, index: number): string =>
  `${[ascii(first), ascii(last)].filter(Boolean).join('.') || 'guest'}${index}@example.${index % 3 ? 'com' : 'org'}`;

/** The person of that number. */
export function madeUp(index: number): MadeUp {
  const [city, countryCode, country, timezone, firsts, lasts] = at(PLACES, index * 7);
  const round = Math.floor(index / PLACES.length);
  const first_name = at(firsts.split(' '), round);
  // A second stride, so that the same first name meets another last name in the next lap.
  const last_name = at(lasts.split(' '), round * 2 + Math.floor(round / 5) + (index % 3));
  return {
    first_name,
    last_name,
    email: addressOf(first_name, last_name, index),
    timezone,
    city,
    countryCode,
    country,
  };
}

function at<T>(list: T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list of names');
  return item;
}
