// A feed: where a vendor's releases come from, and what is trusted.

import type {JSX} from 'preact';

import {t} from '../messages/messages';
import {ChoiceIn, Further, Kept, TextIn, Told, WordsIn} from './inputs';
import {type Part, entriesOf, textOf} from './part';
import {kAnUpstream} from './presets';
import type {Value} from './tree';

const kClamav = ['databases', 'cdiffs', 'detached_signatures', 'trust'] as const;
const kFurther = ['suspect_if_replaced_within', 'user_agent', ...kClamav];
const kKnown = ['name', 'kind', 'upstream', 'directory', 'class', 'every', ...kFurther];
export const kFeedFields: ReadonlySet<string> = new Set(kKnown);

export const kClasses = ['software', 'intelligence', 'configuration'];

/** A kind's own settings mean nothing to another one. */
function ofKind(kind: string | undefined, value: Value | undefined): Value {
  const entries = Object.entries({...entriesOf(value), ...(kind ? {kind} : {})});
  const own: readonly string[] = kind === 'clamav' ? [] : kClamav;
  return Object.fromEntries(entries.filter(([key]) => !own.includes(key)));
}

function Origin({part}: {part: Part}): JSX.Element {
  const local = part.at('directory').value !== undefined;
  const turn = (toLocal: boolean) => {
    const {upstream: _, directory: __, ...others} = entriesOf(part.value);
    part.set({...others, [toLocal ? 'directory' : 'upstream']: ''});
  };
  return (
    <>
      <fieldset class="checks field">
        <legend class="label">{t('forms.origin')}</legend>
        {([[false, 'forms.origin_net'], [true, 'forms.origin_folder']] as const).map(([value, key]) => (
          <label key={key}>
            <input type="radio" name={part.id + '-origin'} checked={local === value} onChange={() => turn(value)} />
            {' '}{t(key)}
          </label>
        ))}
      </fieldset>
      {local ? <TextIn part={part.at('directory')} name="directory" needed example="/srv/site-rules" />
        : <WordsIn part={part.at('upstream')} name="upstream" needed alone example={kAnUpstream} />}
    </>
  );
}

export function FeedForm({part, isNew}: {part: Part; isNew: boolean}): JSX.Element {
  const kind = part.at('kind');
  const isClamav = textOf(kind.value) === 'clamav';
  const has = (key: string) => part.at(key).value !== undefined;
  return (
    <div class="fields">
      <Told told={part.told} />
      <TextIn part={part.at('name')} name="feed_name" needed readOnly={!isNew} example="site-rules" />
      <ChoiceIn part={{...kind, set: (next) => part.set(ofKind(textOf(next), part.value))}} name="kind"
          of={[{value: 'clamav', label: t('forms.kind_clamav')}, {value: 'files', label: t('forms.kind_files')}]}
          disabled={!isNew} />
      <Origin part={part} />
      <ChoiceIn part={part.at('class')} name="class" of={kClasses}
          none={isClamav ? t('forms.class_clamav') : undefined} />
      <TextIn part={part.at('every')} name="every" example="2h" />
      <Further title={t('forms.further')} open={kFurther.some(has)}>
        {isClamav ? (
          <>
            <WordsIn part={part.at('databases')} name="databases" example="main, daily, bytecode" />
            <TextIn part={part.at('cdiffs')} name="cdiffs" example="30" />
            <ChoiceIn part={part.at('detached_signatures')} name="detached_signatures" none={t('forms.left_out')}
                of={['optional', 'required']} />
            <WordsIn part={part.at('trust')} name="trust" alone example="roots.pem" />
          </>
        ) : null}
        <TextIn part={part.at('user_agent')} name="user_agent" example="Sluice (updates@corp.example)" />
        <TextIn part={part.at('suspect_if_replaced_within')} name="suspect_if_replaced_within" example="2h" />
      </Further>
      <Kept part={part} known={kKnown} />
    </div>
  );
}
