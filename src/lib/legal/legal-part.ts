export interface LegalPart {
  heading: string;
  lines: string[];
}
