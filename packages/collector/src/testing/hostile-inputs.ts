/** JSON texts of inputs that parsing and serializing, or the JSON column, would change. */
export const hostileInputs: readonly string[] = [
  '{"a":null,"b":[null]}',
  '{"__proto__":{"x":1},"constructor":2}',
  '{"n":9007199254740993,"m":123456789012345678901234567890}',
  '{"a.b":1,"a":{"b":2}}',
  '{"k":1,"k":2}',
  '{"huge":1e400,"tiny":1e-400,"zero":-0.0,"one":1.0}',
  '{"lone":"\\ud800","key\\udc00":"\\\\ud800","pair":"\\ud83d\\ude00","nul":"\\u0000","slash":"\\/"}',
  '{"integers":[18446744073709551616,-9223372036854775809,100000000000000000000]}',
  '{"":{"":1},".":2,"a.":3}',
  '[1,"x",null]',
  '"text"',
  'null',
]
