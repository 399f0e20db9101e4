import { useRef, useState } from 'preact/hooks';
import { examine } from './examine.ts';
import type { DroppedFile, Findings } from './examine.ts';

/** What the files say that somebody has given to the page, kept while other views are looked at. */
export interface Examination {
  /** Null before any file. */
  readonly findings: Findings | null;
  readonly isReading: boolean;
  /** Reads files in the place of those before, even of those that are still being read. */
  readonly take: (files: readonly DroppedFile[]) => void;
}

/** The one examination of the page. */
export function useExamination(): Examination {
  const latest = useRef(0);
  const [state, setState] = useState<Omit<Examination, 'take'>>({ findings: null, isReading: false });
  const take = (files: readonly DroppedFile[]): void => {
    if (files.length === 0) return;
    const own = ++latest.current;
    setState(({ findings }) => ({ findings, isReading: true }));
    void examine(files).then((findings) => {
      if (own === latest.current) setState({ findings, isReading: false });
    });
  };
  return { ...state, take };
}
