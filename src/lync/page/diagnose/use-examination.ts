import { createContext } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type DroppedFile, examine, type Findings } from './examine.ts';
import type { Rulebook } from '../../../engine/specification.ts';
import type { Kst } from '../../../kst/words.ts';

type Examination = ReturnType<typeof useExamination>;

/** What the files say that somebody has given to the page, kept while other views are looked at. It is there before any view is. */
export const ExaminationContext = createContext(null as unknown as Examination);

/** The one examination of the page, by some rules. */
export function useExamination(rulebook: Rulebook<Kst>) {
  const latest = useRef(0);
  const [state, setState] = useState({ findings: null as Findings | null, isReading: false });
  /** Reads files in the place of those before, even of those that are still being read. */
  const take = (files: readonly DroppedFile[]) => {
    if (files.length === 0) return;
    const own = ++latest.current;
    setState(({ findings }) => ({ findings, isReading: true }));
    void examine(rulebook, files).then((findings) => {
      if (own === latest.current) setState({ findings, isReading: false });
    });
  };
  return { ...state, take };
}
