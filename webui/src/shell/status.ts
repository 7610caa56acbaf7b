// What the frame and most pages show: how things flow, with what is wrong, and how the relay is.

import {useEffect} from 'preact/hooks';
import type {Status, Flow as ToldFlow} from 'relay-api';

import {type Asked, useAsked} from '../api/asked';
import {itIs} from '../clock';
import {type Flow, unfold} from './flow';

function useTimely<T extends {now: string}>(asked: Asked<T>): Asked<T> {
  const said = asked.value?.now;
  useEffect(() => { if (said) itIs(said); }, [said]);
  return asked;
}

export function useFlow(): Asked<Flow> {
  const {value, ...asked} = useTimely(useAsked<ToldFlow>('flow', 'status', 'policy'));
  return {...asked, value: value && unfold(value)};
}

export const useStatus = (): Asked<Status> => useTimely(useAsked<Status>('status', 'status', 'policy', 'devices'));
