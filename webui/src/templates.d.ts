// The build takes templates and policies as texts.

declare module '*.template' {
  const text: string;
  export default text;
}

declare module '*.yaml' {
  const text: string;
  export default text;
}
