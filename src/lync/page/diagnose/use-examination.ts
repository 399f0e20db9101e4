import { createContext } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type DroppedFile, examine, type Findings } from './examine.ts';
import type { Rulebook } from '../../../engine/specification.ts';
import type { Kst } from '../../../kst/words.ts';

/** What the files say that somebody has given to the page, kept while other views are looked at. */
export interface Examination {
  /** Null before any file. */
  readonly findings: Findings | null;
  readonly isReading: boolean;
  /** Reads files in the place of those before, even of those that are still being read. */
  readonly take: (files: readonly DroppedFile[]) => void;
}

export const ExaminationContext = createContext<Examination>({ findings: null, isReading: false, take: () => {} });

/** The one examination of the page, by some rules. */
export function useExamination(rulebook: Rulebook<Kst>): Examination {
  const latest = useRef(0);
  const [state, setState] = useState<Omit<Examination, 'take'>>({ findings: null, isReading: false });
  const take = (files: readonly DroppedFile[]): void => {
    if (files.length === 0) return;
    const own = ++latest.current;
    setState(({ findings }) => ({ findings, isReading: true }));
    void examine(rulebook, files).then((findings) => {
      if (own === latest.current) setState({ findings, isReading: false });
    });
  };
  return { ...state, take };
}
