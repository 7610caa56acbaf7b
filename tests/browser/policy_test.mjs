// The policy as its editor meets it: read, written with problems at their lines, held against the one in
// force, put in force, and gone back from.

import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';

import {eventually} from './running_relay.mjs';
import {Story, secondWaits} from './story.mjs';

describe('the policy', {timeout: 240_000}, () => {
  let story;
  let relay;
  let watched;
  let page;
  let first;                    // The text that the relay began with.

  before(async () => {
    story = await Story.begin({past: secondWaits});
    ({relay, watched, page} = story);
    await watched.goes('policy');
    first = await page.evaluate(async () => (await (await fetch('/api/v1/policy/revision')).json()).text);
  });
  after(() => story?.end());
  const editor = () => page.getByRole('textbox', {name: 'Text of the policy'});
  /** What is around the editor is there a moment before its text. */
  const reads = (text) => eventually(async () => assert.match(await editor().innerText(), text));
  async function write(text) {
    await editor().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(text);
  }

  /** As the relay ends it after a while, which the page finds out when it next asks. */
  const sessionEnds = () => page.evaluate(async () => {
    const {csrf} = await (await fetch('/api/v1/session')).json();
    await fetch('/api/v1/session', {method: 'DELETE', headers: {'X-Sluice-CSRF': csrf}});
  });
  async function endSession() {
    await sessionEnds();
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('Your session has ended. Sign in again.').waitFor();
    // The browser tells of every answer that is a no.
    assert.deepEqual(watched.problems.splice(0).filter((one) => !one.includes('status of 401')), []);
  }

  it('shows the document in force', async () => {
    await page.getByText('In force: revision 1').waitFor();
    await reads(/sample: \{ kind: files/);
    await story.isWell('the policy in force');
  });

  it('is shown where a reason says that it stands there', async () => {
    const line = first.split('\n').findIndex((one) => one.includes('soak: 1d')) + 1;
    const office = page.locator('.cell[data-group=office]');
    const isLedThere = async () => {
      await page.locator('.cm-activeLineGutter').getByText(String(line), {exact: true}).waitFor();
      assert.ok(await editor().evaluate((one) => one.getRootNode().activeElement === one));
    };
    const follows = async () => {
      await watched.goes('flow');
      await office.getByText('All reasons').click();
      await office.getByRole('link', {name: `(policy line ${line})`}).click();
    };
    for (let times = 0; times < 2; ++times) {
      await follows();
      await isLedThere();
    }
    await write('# one line more\n' + first);
    await page.getByText('It can be put in force').waitFor();
    await follows();
    await page.getByText(`Line ${line} is one of revision 1, which is in force.`).waitFor();
    await isLedThere();
    assert.match(await page.locator('.cm-activeLine').innerText(), /soak: 1d/);
    await story.isWell('a line in force beside another text');
    await watched.link('Back to your text').click();
    await page.getByText('made from revision 1').waitFor();
    await watched.button('Throw away …').click();
    await watched.button('Throw it away').click();
    await page.getByText('In force: revision 1').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('says what is wrong, and at which line', async () => {
    await write(first.replace('soak: 1d', 'soak: soon'));
    await page.getByText('It cannot be put in force').waitFor();
    const line = first.split('\n').findIndex((one) => one.includes('soak: 1d')) + 1;
    await watched.button(`Line ${line}`).click();
    assert.equal(await page.locator('.cm-lintRange-error').count(), 1);
    assert.equal(await page.locator('.cm-activeLineGutter').innerText(), String(line));
    assert.equal(await watched.button('Put in force …').count(), 0);
    await story.isWell('a text with a problem');
  });

  it('goes from problem to problem by key and by button, and says at which one it is', async () => {
    const wrong = first.replace('soak: 1d', 'soak: soon').replace('at_most: 24h', 'at_most: later');
    const [soak, most] = ['soak: soon', 'at_most: later'].map(
        (part) => wrong.split('\n').findIndex((one) => one.includes(part)) + 1);
    await write(wrong);
    await watched.button(`Line ${most}`).waitFor();
    await editor().click();
    await page.keyboard.press('Control+Home');
    for (const [key, line, number] of [['F8', soak, 1], ['F8', most, 2], ['F8', soak, 1], ['Shift+F8', most, 2]]) {
      await page.keyboard.press(key);
      await page.locator('.cm-announced', {hasText: `Problem ${number} of 2, line ${line}: `}).waitFor();
      assert.equal(await page.locator('.cm-activeLineGutter').innerText(), String(line));
      await page.locator('.cm-tooltip-lint', {hasText: 'duration'}).waitFor();
    }
    await watched.button('The one before (Shift+F8)').click();
    assert.equal(await page.locator('.cm-activeLineGutter').innerText(), String(soak));
    await watched.button('Next (F8)').click();
    assert.equal(await page.locator('.cm-activeLineGutter').innerText(), String(most));
    await page.keyboard.press('Control+Home');
    await story.looksWell('problems of a policy');
  });

  it('finds a text, and replaces it', async () => {
    await write(first);
    await watched.button('Find …').click();
    const find = page.getByRole('textbox', {name: 'Find'});
    await find.pressSequentially('soak: 1d');
    await find.press('Enter');
    assert.equal(await page.locator('.cm-searchMatch-selected').innerText(), 'soak: 1d');
    await story.looksWell('a search in a policy');
    await page.getByRole('textbox', {name: 'Replace by'}).pressSequentially('soak: 2d');
    await watched.button('replace all').click();
    await page.locator('.cm-announced', {hasText: '1 replaced'}).waitFor();
    await reads(/soak: 2d/);
    await find.press('Escape');
    await find.waitFor({state: 'detached'});
    await editor().click();
    await page.keyboard.press('Control+F');
    await find.waitFor();
    await page.keyboard.press('Escape');
    assert.deepEqual(watched.problems, []);
  });

  it('offers what can stand at a place, and nothing else', async () => {
    const offered = async (line, ...texts) => {
      await write(first.replace(/( *)soak: 1d\n/, (_, indent) => indent + line + '\n'));
      await page.keyboard.press('Control+Home');
      const at = first.split('\n').findIndex((one) => one.includes('soak: 1d'));
      for (let i = 0; i < at; ++i) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('Control+Space');
      await page.locator('.cm-completionLabel').first().waitFor();
      assert.deepEqual((await page.locator('.cm-completionLabel').allInnerTexts()).sort(), texts);
      await page.keyboard.press('Escape');
    };
    await offered('', 'approve', 'approve_high_risk', 'checks', 'gate', 'groups', 'ramp', 'soak', 'window');
    await offered('gate: { bake: 1d, ', 'bake', 'by', 'confirmed', 'failed', 'silent', 'survived', 'watch');
    await offered('gate: { bake: 1d, watch: [', 'default', 'office', 'pilot');
    await offered('approve: [{ role: rel', 'release-manager');
    assert.deepEqual(watched.problems, []);
  });

  it('says what it would change before it is put in force', async () => {
    await write(first.replace('soak: 1d', 'soak: 2d'));
    await page.getByText('It can be put in force').waitFor();
    await page.locator('.found').getByText(/soak/).first().waitFor();
    await page.getByLabel('Show what is different').check();
    await page.locator('.cm-deletedChunk', {hasText: 'soak: 1d'}).waitFor();
    await page.locator('.cm-collapsedLines').first().waitFor();
    await page.getByText('Nothing: every group gets every release when it would have anyway.').waitFor();
    await story.isWell('a text held against the one in force');
    await page.getByLabel('Show what is different').uncheck();
    await write(first.replace(/\n *approve: .*/, ''));
    const row = page.locator('#effects tbody tr').first();
    await row.waitFor();
    assert.match(await row.innerText(), /sample [^]* for [^]*not in sight/);
    await page.locator('.found').getByText('What it protects less').waitFor();
    await story.isWell('what a text would change');
    await write(first.replace('soak: 1d', 'soak: 2d'));
    await page.locator('#effects tbody').waitFor({state: 'detached'});
  });

  it('keeps the text while somebody looks elsewhere', async () => {
    await watched.goes('policy/revisions');
    await watched.goes('policy');
    await page.getByText('It can be put in force').waitFor();
    await reads(/soak: 2d/);
  });

  it('keeps it until its writer comes back, and is not let go of unasked', async () => {
    await watched.asksBeforeItGoes();
    await endSession();
    await watched.comesIn('ann', relay.password);
    await page.getByText('It can be put in force').waitFor();
    await reads(/soak: 2d/);
  });

  it('puts it in force with a reason', async () => {
    await watched.act('Put in force …', 'two days are safer');
    await page.getByText('In force: revision 2').waitFor();
    await page.reload();                          // Nobody is asked: nothing would be lost.
    await page.getByText('In force: revision 2').waitFor();
    const {revision} = await relay.status();
    assert.equal(revision, 2);
    assert.deepEqual(watched.problems, []);
  });

  it('warns when another revision comes in force meanwhile', async () => {
    await write(first.replace('soak: 1d', 'soak: 3d'));
    await page.getByText('It can be put in force').waitFor();
    await watched.button('Put in force …').click();
    await page.evaluate(async (text) => {
      const session = await (await fetch('/api/v1/session')).json();
      const {digest} = await (await fetch('/api/v1/policy/revision')).json();
      await fetch('/api/v1/policy/apply', {
        method: 'POST', body: JSON.stringify({text, base: digest, reason: 'meanwhile'}),
        headers: {'Content-Type': 'application/json', 'X-Sluice-CSRF': session.csrf}});
    }, first.replace('soak: 1d', 'soak: 4d'));
    await page.locator('#reason').fill('three are safer still');
    await page.locator('#ask-do').click();
    await page.locator('#ask-problem', {hasText: 'the text was made from another revision'}).waitFor();
    await watched.button('See how it is now').click();
    // The browser tells of every answer that is a no.
    assert.deepEqual(watched.problems.splice(0).filter((one) => !one.includes('status of 412')), []);
    await page.getByText(/^Your text was made from revision 2, and revision 3/).waitFor();
    assert.equal(await watched.button('Put in force …').count(), 0);
    await watched.button('My text has its changes').click();
    await watched.button('Put in force …').waitFor();
    await watched.button('Throw away …').click();
    await watched.button('Cancel').click();
    await reads(/soak: 3d/);
    await watched.button('Throw away …').click();
    await watched.button('Throw it away').click();
    await page.getByText('In force: revision 3').waitFor();
    assert.deepEqual(watched.problems, []);
  });

  it('goes back to what was in force', async () => {
    await watched.goes('policy/revisions');
    assert.equal(await page.locator('#revisions tbody tr').count(), 3);
    await story.isWell('the revisions');
    await watched.link('Revision 2').click();
    await page.locator('.found').getByText(/soak/).first().waitFor();
    await story.isWell('a revision');
    await watched.link('Go back to this text …').click();
    await page.getByText('made from revision 3').waitFor();
    await write(first.replace('soak: 1d', 'soak: 6d'));
    for (const [button, soak] of [['Cancel', '6d'], ['Throw mine away and go back', '2d']]) {
      await watched.goes('policy/revisions/2');
      await watched.link('Go back to this text …').click();
      await watched.button(button).click();
      await page.locator('#still').waitFor({state: 'detached'});
      await reads(new RegExp(`soak: ${soak}`));
    }
    await page.getByText('It can be put in force').waitFor();
    await watched.act('Put in force …', 'four were too many');
    await page.getByText('In force: revision 4').waitFor();
    await reads(/soak: 2d/);
    assert.deepEqual(watched.problems, []);
  });

  it('asks before a text is thrown away by signing out, and leaves nothing of it', async () => {
    await write(first.replace('soak: 1d', 'soak: 5d'));
    await page.getByText('It can be put in force').waitFor();
    await watched.button('Sign out').click();
    await story.isWell('what signing out throws away');
    await watched.button('Cancel').click();
    await reads(/soak: 5d/);
    await watched.button('Sign out').click();
    await watched.button('Throw it away and sign out').click();
    await watched.comesIn('ann', relay.password);
    await page.getByText('In force: revision 4').waitFor();
    await write(first.replace('soak: 1d', 'soak: 7d'));
    await page.getByText('It can be put in force').waitFor();
    await watched.button('Sign out').click();
    await sessionEnds();
    await watched.button('Throw it away and sign out').click();
    await watched.comesIn('ann', relay.password);
    await page.getByText('In force: revision 4').waitFor();
    // The browser tells of every answer that is a no.
    assert.deepEqual(watched.problems.splice(0).filter((one) => !one.includes('status of 401')), []);
    await watched.button('Sign out').click();     // Nobody is asked.
    await page.locator('#sign-in-form').waitFor();
    assert.deepEqual(watched.problems, []);
  });
});
