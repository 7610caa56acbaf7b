// The frame: what is wrong, the stop of everything, where one can go, who is signed in; and the page.

import type {ComponentType, JSX} from 'preact';
import {useEffect, useRef, useState} from 'preact/hooks';
import type {Status} from 'relay-api';

import {type Asked, useAsked} from './api/asked';
import {session, silentSince} from './api/client';
import {AnotherPasswordForm, SetUpForm, SignInForm} from './entry/forms';
import {standing} from './entry/standing';
import {SureDialog} from './entry/sure';
import {Who} from './entry/who';
import {follows} from './live';
import {say, t} from './messages/messages';
import {type Page, pageNamed, pages} from './pages';
import {AskDialog} from './parts/ask';
import {Outcome} from './parts/outcome';
import {Failed, Loading} from './parts/states';
import {At, Exact, zone} from './parts/time';
import {type Route, hrefTo, route} from './router';
import {AlarmsLink, StopEverything, StopInForce} from './shell/alarms';
import {useArrival, useTitle} from './shell/arrival';
import type {Flow} from './shell/flow';
import {KeysButton} from './shell/keys';
import {useFlow} from './shell/status';
import {useWaiting} from './shell/waiting';

const kLoaded = new Map<string, ComponentType<{route: Route}>>();

/** A page as soon as its file is there. */
function PageView({page, at}: {page: Page; at: Route}): JSX.Element {
  const [, setLoaded] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const main = useRef<HTMLDivElement>(null);
  const load = async () => {
    setProblem(null);
    try {
      kLoaded.set(page.name, (await page.load()).default);
      setLoaded(page.name);
    } catch (why) {
      setProblem(why);
    }
  };
  useEffect(() => {
    if (!kLoaded.has(page.name)) void load();
  }, [page.name]);
  const Shown = kLoaded.get(page.name);
  if (Shown) return <div class="page" ref={main}><Shown route={at} /></div>;
  return problem ? <Failed problem={problem} again={load} /> : <Loading />;
}

function Unknown(): JSX.Element {
  return (
    <section class="card entry">
      <h1>{t('app.unknown')}</h1>
      <p>{say('app.unknown_what', {home: <a href={hrefTo('flow')}>{t('app.home')}</a>})}</p>
    </section>
  );
}

/** How much of a page waits for the viewer. */
function Count({count}: {count: number}): JSX.Element | null {
  return !count ? null : (
    <>
      {' '}<span class="waits-count" aria-hidden="true">{count}</span>
      <span class="unseen">{t('approvals.count', {count})}</span>
    </>
  );
}

function Navigation({current, flow}: {current: string; flow: Flow | undefined}): JSX.Element {
  const waiting = useWaiting(flow);
  return (
    <nav class="pages" aria-label={t('app.pages')}>
      <ul>
        {pages.filter((one) => !one.hidden).map((one) => (
          <li key={one.name}>
            <a href={hrefTo(one.name)} aria-current={one.name === current ? 'page' : undefined}>
              {t(one.title)}{one.name === 'approvals' ? <Count count={waiting} /> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Above everything while the relay does not answer. */
function Silence(): JSX.Element | null {
  const since = silentSince.value;
  if (since === null) return null;
  return (
    <div class="notice danger silence" role="alert" id="trouble">
      {t('relay.old', {sentence: t('relay.silent')})}{' '}
      {say('relay.silent_since', {time: <At at={new Date(since).toISOString()} />})}
    </div>
  );
}

/** Why the frame does not know how it is, where neither the silence nor the page says so. */
function Trouble({asked, page}: {asked: Asked<Flow>; page: string}): JSX.Element | null {
  const told = silentSince.value !== null || (page === 'flow' && !asked.value);
  return asked.problem && !told ? <Failed problem={asked.problem} again={asked.again} /> : null;
}

function Header({asked, current}: {asked: Asked<Flow>; current: string}): JSX.Element {
  const flow = asked.value;
  return (
    <header class="top">
      <div class="brand">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <div>
          <a class="name" href={hrefTo('flow')}>{t('app.name')}</a>
          <div class="host">{flow?.name || location.host}</div>
        </div>
      </div>
      <AlarmsLink flow={flow} unknown={asked.problem !== null} />
      <StopEverything flow={flow} unknown={asked.problem !== null} />
      <Who />
      <KeysButton />
      <Navigation current={current} flow={flow} />
    </header>
  );
}

function Footer(): JSX.Element | null {
  const {value: flow} = useFlow();
  if (!flow) return null;
  const {zones, version, revision} = flow;
  return (
    <footer id="foot">
      <span id="as-of">
        {say('app.as_of', {time: <Exact at={flow.now} />})}{' · '}{t(follows.value ? 'app.follows' : 'app.polls')}
      </span>
      <span>{zones.length ? t('app.zones', {zone, zones: zones.join(', ')}) : t('app.zone', {zone})}</span>
      <span>{t('app.relay', {version, revision})}</span>
      <span>{say('app.footer', {command: <code>sluice help</code>})}</span>
    </footer>
  );
}

function Signed(): JSX.Element {
  const at = route.value;
  const page = pageNamed(at.page);
  const asked = useFlow();
  const flow = asked.value;
  useTitle(page, at, flow);
  useArrival(page, at);
  // The stop is lifted here, so whether there is one must not hang on one answer.
  const {value: status} = useAsked<Status>(asked.problem && !flow ? 'status' : null, 'status');
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => {
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}>{t('app.skip')}</a>
      <Header asked={asked} current={page?.name ?? ''} />
      <main id="main" tabIndex={-1}>
        <Silence />
        <Trouble asked={asked} page={page?.name ?? ''} />
        <StopInForce stopped={flow ? flow.stopped : status?.stopped} />
        {page ? <PageView key={page.name} page={page} at={at} /> : <Unknown />}
      </main>
      <Footer />
    </>
  );
}

function Entry(): JSX.Element | null {
  const at = standing.value;
  switch (at.kind) {
    case 'set-up': return <SetUpForm />;
    case 'nobody': return <SignInForm key={at.why} why={at.why} />;
    case 'due': return <AnotherPasswordForm />;
    default: return null;
  }
}

function Strangers(): JSX.Element {
  return (
    <>
      <header class="top">
        <div class="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          <div><span class="name">{t('app.name')}</span><div class="host">{location.host}</div></div>
        </div>
        {session.value ? <Who /> : null}
      </header>
      <main id="main"><Entry /></main>
    </>
  );
}

export function App(): JSX.Element {
  return (
    <>
      {standing.value.kind === 'in' ? <Signed /> : <Strangers />}
      <Outcome />
      <AskDialog />
      <SureDialog />
    </>
  );
}
