/** What a token may be in a rule. */
interface Token {
  withDefault(value: string | number): string;
}

/**
 * In place of the toolkit's module of that name, which computes each token again and again and sets it on the body once
 * the page has loaded: the variables of the theme are in the rules themselves, so they hold from the first paint on and
 * follow the theme without a script.
 */
export function create(name: string, variable?: string): Token {
  return {
    withDefault: (value) =>
      variable === undefined ? String(value) : `var(${ofTheme(variable)}, ${without(name, value)})`,
  };
}

/** The toolkit has one colour that it takes for fixed, and which themes have had since. */
function ofTheme(variable: string): string {
  return variable === '--fake-vscode-token' ? '--vscode-toolbar-hoverBackground' : variable;
}

/** Where a theme lacks a colour, as high contrast lacks backgrounds and others lack borders, nothing is painted. */
function without(name: string, value: string | number): string {
  const isColour = typeof value === 'string' && /^(?:#|rgba|transparent$)/.test(value);
  if (!isColour) {
    return String(value);
  }
  return name.includes('foreground') || name === 'focus-border' ? 'currentColor' : 'transparent';
}
