// The build takes templates as texts.

declare module '*.template' {
  const text: string;
  export default text;
}
