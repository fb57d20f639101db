// A component that is drawn again only when one of its properties is another.

import { h } from 'preact';

export function memo(component) {
  function isOther(next) {
    const names = new Set([...Object.keys(this.props), ...Object.keys(next)]);
    return [...names].some((name) => this.props[name] !== next[name]);
  }
  return function Kept(props) {
    this.shouldComponentUpdate = isOther;
    return h(component, props);
  };
}
