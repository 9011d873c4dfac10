import type { Answer, Ask, Question } from '../node/shift/procedure.ts';

/** The number of a shift as written; null for one that is none. */
export function shiftNumber(written: string | undefined): number | undefined | null {
  if (written === undefined) return undefined;
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null;
}

/** Answers from flags: there may be no terminal to ask on, so nothing is ever asked there. */
export function answerFrom(given: ReadonlyMap<string, Answer | ((question: Question) => Answer)>, yes: boolean): Ask {
  return (question) => {
    const answer = given.get(question.id);
    const own = typeof answer === 'function' ? answer(question) : answer;
    return Promise.resolve(own ?? (yes ? question.initial : undefined));
  };
}
