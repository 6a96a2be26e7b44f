// Custom properties are how a component passes a size to its stylesheet.

declare module "react" {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined
  }
}

export {}
