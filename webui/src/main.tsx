// Begins the page: texts are made safe before the first of them is shown.

import {render} from 'preact';

import {App} from './app';
import {begin} from './entry/standing';
import {makeAllVisible} from './parts/visible';

makeAllVisible();
render(<App />, document.getElementById('app')!);
void begin();
