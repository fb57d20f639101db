// How each command of the documents is tried. One that is not here fails the check, and so does a line that no document needs.

export interface Way {
  /** The commands it is for. */
  is: RegExp;
  /** What is run instead; the command itself, when left out. */
  as?: string;
  /** Not run here: who runs it, as a line of .ci/run; or why nobody can. */
  ci?: string;
  not?: string;
  /** What it must print; for a server, when it is stopped. */
  says?: string;
  /** It runs until it is stopped. */
  isServer?: boolean;
  /** What is typed into it. */
  input?: string[];
}

export const ways: Way[] = [
  { is: /^npm ci$/, ci: 'npm ci' },
  { is: /^npm run build$/, says: 'Built' },
  { is: /^npm test$/, ci: 'step npm test' },
  { is: /^npm run demo$/, isServer: true, says: 'Open the workspace in a browser' },
  { is: /^npm run demo -- --script$/, ci: 'step npm run demo -- --script' },
  { is: /^npm run screenshots$/, not: 'needs Chromium, and writes the pictures of the README anew' },
  { is: /^npm run demo -- --help$/, says: '--data FILE' },
  { is: /^npm run check$/, ci: 'step npm run types' }, // its parts are the steps
  { is: /^npm run docker:steps$/, ci: 'step npm run docker:steps' },
  { is: /^npm run docs:check$/, ci: 'step npm run docs:check' },
  { is: /^npm run format$/, ci: 'step npm run lint' }, // which refuses what it would mend
  { is: /^npm run generate$/, as: 'npm run generate -- --check' },
  { is: /^npm run sbom$/, says: '"bomFormat": "CycloneDX"' },
  { is: /^npm run manifest/, says: 'display_information' },
  {
    is: /^npm run setup$/,
    input: ['', '$SLACK_BOT_TOKEN', '$SLACK_APP_TOKEN', '$LIVESTORM_API_TOKEN', '', ''],
    says: 'All is set',
  },
  { is: /^npm start$/, isServer: true, says: 'showrunner is running' },
  {
    is: /^npm run db:restore$/,
    as: 'DATABASE_URL=postgres://bot@db.example.com/restored npm run db:restore',
    says: 'restored',
  },
  { is: /^(DATA_DIR=\S+ )?npm run db:(backup|restore) /, says: 'database' },
  { is: /^npm run db:export /, says: 'rows of' },
  { is: /^DATABASE_URL=\S+ npm run db:import/, says: 'rows of' },
  // Minutes to hours each: here only that they can be started, and find what they would run.
  {
    is: /^npm run test:faults$/,
    as: 'npx vitest list --filesOnly --config test/faults/vitest.config.ts',
    says: '.fault.ts',
  },
  { is: /^npm run bench/, as: 'npm run bench -- --only none || true', says: 'There are: ' },
  { is: /^npm run quota:simulate/, as: 'npm run quota:simulate -- --only none' },
  { is: /^npm audit/, not: 'asks the registry for advisories, and not every mirror has them' },
  {
    is: /^docker /,
    not: 'needs a Docker engine; docker:steps carries the steps out, test/docs/compose.test.ts reads compose.yaml',
  },
  {
    is: /^pg_(dump|restore) /,
    not: 'comes with PostgreSQL itself, and the development packages have the server alone',
  },
  { is: /^git (pull|checkout) /, not: 'changes the clone to another version' },
  { is: /^openssl rand -hex 24$/ },
];
