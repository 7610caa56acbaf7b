// A piece of the audit for others: from a row that is named, or from the oldest of those that were found.

import type {JSX} from 'preact';

import {pathWith} from '../../api/client';
import {download} from '../../api/download';
import {t} from '../../messages/messages';
import {useAttempt} from '../../parts/attempt';
import {Field, FormProblem} from '../../parts/field';

function useExport() {
  const {busy, problem, attempt} = useAttempt();
  const take = (from: string) =>
      void attempt(() => download(pathWith('audit/export', {from}), `audit-from-${from || 1}.tar`));
  return {busy, problem, take};
}

export function Export(): JSX.Element {
  const {busy, problem, take} = useExport();
  const submit = (event: JSX.TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    take(String(new FormData(event.currentTarget).get('from') ?? '').trim());
  };
  return (
    <form id="export" aria-label={t('audit.export')} onSubmit={submit}>
      <Field id="export-from" name="from" type="number" min={1} step={1} label={t('audit.from')}
          hint={t('audit.from_hint')} autocomplete="off" problem="export-problem" />
      <div><button type="submit" class="small" disabled={busy}>{t('audit.export')}</button></div>
      <FormProblem id="export-problem">{problem}</FormProblem>
    </form>
  );
}

/** All from there on: the seal chains every row to the one before, so none between can be left out. */
export function ExportFrom({row}: {row: number}): JSX.Element {
  const {busy, problem, take} = useExport();
  return (
    <div class="inner">
      <button type="button" class="small" disabled={busy} onClick={() => take(String(row))}>
        {t('audit.export_from', {row})}
      </button>
      <FormProblem id="export-found-problem">{problem}</FormProblem>
    </div>
  );
}
