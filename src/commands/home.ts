// The App Home: what is next, what is live, and how Showrunner is, for one person.

import type { HomeView } from '@slack/types';
import type { Deps } from '../deps.ts';
import { orStoreError } from '../errors.ts';
import { homeReport } from '../operations/home.ts';
import { apology } from '../views/error.ts';
import { home, homeWithout } from '../views/home.ts';
import { reported } from './outcome.ts';
import { isRefusal, permit } from './permission.ts';

/** Never throws: who may not see it, and for whom it broke, gets a page that says so. Costs no call. */
export async function homeFor(user: string, deps: Deps): Promise<HomeView> {
  try {
    await permit('anyone', user, deps);
    const [report, isOperator] = await Promise.all([homeReport(deps, user), mayChange(user, deps)]);
    return home({ ...report, isOperator, timeZone: deps.timeZone, slashCommand: deps.slashCommand });
  } catch (thrown) {
    const error = orStoreError(thrown, 'store_away');
    return homeWithout(apology(error, reported(error, { what: 'home' }, deps)));
  }
}

const mayChange = (user: string, deps: Deps): Promise<boolean> =>
  permit('operators', user, deps).then(
    () => true,
    (error: unknown) => (isRefusal(error) ? false : Promise.reject(error)),
  );
