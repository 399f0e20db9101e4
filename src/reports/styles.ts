/** How a text stands out on a terminal; where there is none, each gives the text back as it is. */
export interface Styles {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly strong: (text: string) => string;
}

/** As where nothing is coloured. */
export const unstyled: Styles = { good: String, bad: String, dim: String, strong: String };
