import { Component, type ReactNode } from 'react'
import { ErrorCard } from '../components/ErrorCard'

/** Keeps the rest of the panel alive when one page fails. */
export class Crashed extends Component<{ children: ReactNode }, { failure: unknown }> {
  override state = { failure: undefined as unknown }

  static getDerivedStateFromError(failure: unknown) {
    return { failure }
  }

  override render() {
    if (this.state.failure !== undefined) {
      return <ErrorCard error={this.state.failure} retry={() => location.reload()} />
    }
    return this.props.children
  }
}
