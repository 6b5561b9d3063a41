// What a mutant is: one small change of the code that some test ought to notice.
// 1. Found in the syntax tree and made in the text, so that a survivor is shown as somebody would have typed it.
// 2. Types, imports and words for developers (thrown messages, what goes to the console) are left alone: no test has to know them.
import ts from 'typescript';

export interface Mutation {
  /** From the root of the repository. */
  file: string;
  line: number;
  /** Range of the text that is replaced. */
  start: number;
  end: number;
  replacement: string;
  kind: string;
}

const SWAPPED_OPERATORS: Partial<Record<ts.SyntaxKind, readonly string[]>> = {
  [ts.SyntaxKind.LessThanToken]: ['<=', '>='],
  [ts.SyntaxKind.LessThanEqualsToken]: ['<', '>'],
  [ts.SyntaxKind.GreaterThanToken]: ['>=', '<='],
  [ts.SyntaxKind.GreaterThanEqualsToken]: ['>', '<'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: ['!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: ['==='],
  [ts.SyntaxKind.EqualsEqualsToken]: ['!='],
  [ts.SyntaxKind.ExclamationEqualsToken]: ['=='],
  [ts.SyntaxKind.AmpersandAmpersandToken]: ['||'],
  [ts.SyntaxKind.BarBarToken]: ['&&'],
  [ts.SyntaxKind.PlusToken]: ['-'],
  [ts.SyntaxKind.MinusToken]: ['+'],
  [ts.SyntaxKind.AsteriskToken]: ['/'],
  [ts.SyntaxKind.SlashToken]: ['*'],
  [ts.SyntaxKind.PercentToken]: ['*'],
  [ts.SyntaxKind.AsteriskAsteriskToken]: ['*'],
  [ts.SyntaxKind.PlusEqualsToken]: ['-='],
  [ts.SyntaxKind.MinusEqualsToken]: ['+='],
  [ts.SyntaxKind.LessThanLessThanToken]: ['>>'],
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: ['<<'],
  [ts.SyntaxKind.AmpersandToken]: ['|'],
  [ts.SyntaxKind.BarToken]: ['&']
};

const SWAPPED_METHODS: Record<string, string> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  findIndex: 'findLastIndex',
  findLastIndex: 'findIndex',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase'
};

/** Left out, they give back what they were called on. */
const DROPPED_METHODS = new Set([
  ...['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'padStart'],
  ...['replace', 'replaceAll']
]);

/** Every mutation of one file, in the order of the text. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];

  function add(kind: string, start: number, end: number, replacement: string): void {
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    found.push({ file, line, start, end, replacement, kind });
  }
  const replace = (kind: string, node: ts.Node, replacement: string) =>
    add(kind, node.getStart(), node.end, replacement);
  const inParentheses = (node: ts.Node) => `(${node.getText()})`;

  function leaveOutEach(kind: string, list: ts.Node, items: readonly ts.Node[]): void {
    items.forEach((item, index) => {
      const [next, before] = [items[index + 1], items[index - 1]];
      if (next) add(kind, item.getStart(), next.getStart(), '');
      else if (before) add(kind, before.end, item.end, '');
      else add(kind, list.getStart() + 1, list.end - 1, '');
    });
  }

  function binary(node: ts.BinaryExpression): void {
    const { left, operatorToken, right } = node;
    for (const swapped of SWAPPED_OPERATORS[operatorToken.kind] ?? []) {
      replace('operator', operatorToken, swapped);
    }
    const isChoice =
      operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken ||
      operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
    if (!isChoice) return;
    replace('one side', node, inParentheses(left));
    replace('one side', node, inParentheses(right));
  }

  function call(node: ts.CallExpression): void {
    if (!ts.isPropertyAccessExpression(node.expression)) return;
    const { name, expression } = node.expression;
    const swapped = Object.hasOwn(SWAPPED_METHODS, name.text) && SWAPPED_METHODS[name.text];
    if (swapped) replace('method', name, swapped);
    if (DROPPED_METHODS.has(name.text)) replace('method', node, inParentheses(expression));
  }

  function literal(node: ts.Node): void {
    if (ts.isNumericLiteral(node)) {
      const value = Number(node.text);
      replace('number', node, String(value + 1));
      if (value !== 0) replace('number', node, `(${value - 1})`);
    } else if (ts.isBigIntLiteral(node)) {
      replace('number', node, `${BigInt(node.text.replace(/_|n$/g, '')) + 1n}n`);
    } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
      replace('string', node, node.text === '' ? "'x'" : "''");
    } else if (ts.isTemplateExpression(node)) {
      replace('string', node, "''");
    } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
      replace('boolean', node, 'false');
    } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
      replace('boolean', node, 'true');
    } else if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern = '', flags = ''] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      if (pattern.startsWith('^')) replace('pattern', node, `/${pattern.slice(1)}/${flags}`);
      if (/[^\\]\$$/.test(pattern)) replace('pattern', node, `/${pattern.slice(0, -1)}/${flags}`);
      if (flags) replace('pattern', node, `/${pattern}/`);
    }
  }

  function statement(node: ts.Node): void {
    if (ts.isIfStatement(node)) {
      replace('condition', node.expression, 'true');
      replace('condition', node.expression, 'false');
    } else if (ts.isConditionalExpression(node)) {
      replace('condition', node, inParentheses(node.whenTrue));
      replace('condition', node, inParentheses(node.whenFalse));
    } else if (ts.isReturnStatement(node) && node.expression && !isNothing(node.expression)) {
      replace('return', node.expression, 'undefined');
    } else if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && !isNothing(node.body)) {
      replace('return', node.body, 'undefined');
    } else if (ts.isExpressionStatement(node) && !ts.isStringLiteral(node.expression)) {
      replace('statement', node, ';');
    }
  }

  function visit(node: ts.Node): void {
    if (isLeftAlone(node)) return;
    statement(node);
    if (ts.isBinaryExpression(node)) binary(node);
    else if (ts.isCallExpression(node)) call(node);
    else if (ts.isObjectLiteralExpression(node)) leaveOutEach('member', node, node.properties);
    else if (ts.isArrayLiteralExpression(node)) leaveOutEach('element', node, node.elements);
    else if (ts.isPrefixUnaryExpression(node) && isDropped(node.operator)) {
      replace('negation', node, inParentheses(node.operand));
    } else if (!isName(node)) literal(node);
    node.forEachChild(visit);
  }

  source.forEachChild(visit);
  return found.sort((a, b) => a.start - b.start);
}

export function mutated(text: string, { start, end, replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function isDropped(operator: ts.PrefixUnaryOperator): boolean {
  return operator === ts.SyntaxKind.ExclamationToken || operator === ts.SyntaxKind.MinusToken;
}

function isNothing(node: ts.Node): boolean {
  return node.getText() === 'undefined' || node.kind === ts.SyntaxKind.NullKeyword;
}

function isName(node: ts.Node): boolean {
  return 'name' in node.parent && node.parent.name === node;
}

function isLeftAlone(node: ts.Node): boolean {
  if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return true;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isThrowStatement(node)) return true;
  return ts.isCallExpression(node) && node.expression.getText().startsWith('console.');
}

/** Still TypeScript; what is not says nothing about the tests. */
export function isReadable(text: string, mutation: Mutation): boolean {
  const changed = mutated(text, mutation);
  const options = { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ESNext } };
  return ts.transpileModule(changed, options).diagnostics?.length === 0;
}
