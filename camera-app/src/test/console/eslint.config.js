// The rules for the console's modules. TypeScript finds what is not defined.
const rules = {
  'array-callback-return': 'error',
  complexity: ['error', 12],
  'consistent-return': 'error',
  eqeqeq: 'error',
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-script-url': 'error',
  'no-shadow': 'error',
  'no-unused-expressions': 'error',
  'no-unused-vars': ['error', { ignoreRestSiblings: true }],
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
};

// Text of a camera or a user must never be read as markup.
const markup = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'dangerouslySetInnerHTML', 'srcdoc'];

export default [
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...rules,
      'no-restricted-properties': ['error', ...markup.map((property) => ({ property }))],
      'no-restricted-syntax': ['error', 'WithStatement', ...markup.map((name) => `Identifier[name="${name}"]`)],
    },
  },
  { files: ['**/locales/*.js'], rules: { 'max-lines': 'off' } },
];
