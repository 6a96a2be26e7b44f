// A chart whose code could not be read, for instance without a connection, leaves its figures.

import { Component, type ReactNode } from "react"

interface Props {
  instead: ReactNode
  children: ReactNode
}

export class ChartBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
