import * as vscode from 'vscode';
import { commands } from '../../../src/vscode/contributions.ts';
import type { RunsheetApi } from '../../../src/vscode/runsheetApi.ts';

/** How long one command may take; what waits for an answer that nobody gives is left behind. */
const mostMs = 2_500;

/**
 * Calls every command about readiness and shifts, and *Set State*, with right arguments. Every question they may ask is
 * answered: nothing but trust is to hold them back. Returns how many were called.
 */
export async function callReadinessAndShifts(api: RunsheetApi, folder: vscode.Uri): Promise<number> {
  const { model, attestations, decisions } = await api.readiness.load();
  api.setQuestion(() => Promise.resolve(true));
  attestations.askWord = () => Promise.resolve({ who: 'Caller', note: 'seen from outside', holds: true });
  attestations.askCheck = () => Promise.resolve({ check: 'person' });
  decisions.askVote = () => Promise.resolve({ who: 'Caller', vote: 'no-go', why: 'from outside' });
  (await api.shifts.parts()).questions.ask = ({ initial, options }) =>
    Promise.resolve(initial ?? options?.[0]?.value ?? '1');
  let called = 0;
  const call = async (id: string, ...args: unknown[]): Promise<void> => {
    called++;
    await Promise.race([
      vscode.commands.executeCommand(id, ...args),
      new Promise((resolve) => setTimeout(resolve, mostMs)),
    ]);
  };
  const { newHandoff, addBlocker, addNote, markDone, startShift, statusCheck, takeOverShift, endShift } = commands;
  for (const id of [newHandoff, addBlocker, addNote, markDone, startShift, statusCheck, takeOverShift, endShift])
    await call(id, folder);
  for (const { entry, ready } of model.plans) {
    const uri = entry.uri.toString();
    for (const { criterion, gate } of ready.criteria) {
      await call(commands.check, uri, 'gate', gate.key);
      await call(commands.attest, uri, 'id', criterion.key);
    }
    await call(commands.checkStale);
    for (const { phase } of ready.verdict.phases) await call(commands.recordDecision, uri, 'phase', phase.key);
    // Writes into the plan and nothing else, as a tick does: restricted or not, both are the user's own text.
    for (const { criterion } of ready.criteria.slice(-1)) await call(commands.setCheck, uri, 'id', criterion.key);
    const row = api.view.rowAt(entry.uri, ready.verdict.phases[0]?.phase.line ?? 0);
    if (row) await call(commands.setState, row, { state: 'doing' });
  }
  return called;
}
