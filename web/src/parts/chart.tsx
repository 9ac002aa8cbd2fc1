import { useEffect, useRef, useState } from 'preact/hooks'

interface Props {
  /** What the chart shows, in words, for those who do not see it. */
  readonly description: string
  /** Data to pixels: an SVG of the given width. */
  readonly draw: (width: number) => SVGSVGElement | HTMLElement
  /** Told where the pointer is on the chart's horizontal axis. */
  readonly onPoint?: (value: unknown) => void
}

/** Holds an SVG drawn for the width at hand, and redraws it when the width changes. */
export function Chart({ description, draw, onPoint }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useEffect(() => {
    const element = frame.current
    if (element === null || width === 0) return
    const svg = draw(width)
    // The chart library's own style element would be an inline style; ours are in charts.css.
    for (const style of svg.querySelectorAll('style')) style.remove()
    // One description stands for the whole picture; the marks' own labels name shapes, which helps nobody.
    for (const mark of svg.querySelectorAll('[aria-label]')) mark.removeAttribute('aria-label')
    svg.setAttribute('role', 'img')
    svg.setAttribute('aria-label', description)
    if (onPoint !== undefined)
      svg.addEventListener('input', () => onPoint((svg as { value?: unknown }).value))
    element.replaceChildren(svg)
  }, [width, description])
  return <div class="chart-frame" ref={frame} />
}
