// The few line icons that the customers' pages draw as well: they load these and not the whole set of the staff.

export const SIGNS = {
  check: "M4 10.5l4 4 8-9",
  clock: "M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM10 6v4.3l2.8 1.7",
  copies: "M7 7h9.5v9.5H7zM7 13H3.5V3.5H13V7",
  download: "M10 3.5v9M6 9l4 4 4-4M4 16.5h12",
  mail: "M3 5h14v10.5H3zM3.3 5.5L10 11l6.7-5.5",
  minus: "M4 10h12",
  offline:
    "M3.5 3.5l13 13M2.5 8.2a11 11 0 0 1 3.4-2.1M9.2 5a11 11 0 0 1 8.3 3.2M5.2 11a7 7 0 0 1 3-1.7M12.6 9.7a7 7 0 0 1 2.2 1.3M10 14.5h.01",
  phone:
    "M4 3.5h3l1.5 4-2 1.3c.8 1.9 2.2 3.3 4.2 4.3l1.4-2 3.9 1.5v3c0 .8-.6 1.4-1.4 1.4C8.7 16.7 3.3 11.3 3 4.9c0-.8.3-1.4 1-1.4z",
  print: "M6 7V3.5h8V7M6 14H3.5V7h13v7H14M6 11.5h8v5H6z",
  right: "M8 5l5 5-5 5",
  search: "M3.5 9a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0zM13.2 13.2L17 17",
  undo: "M7 4.5L3.5 8 7 11.5M3.5 8H12a4.25 4.25 0 0 1 0 8.5H8",
  warn: "M10 3.5l7.5 13h-15zM10 8.5v3.5M10 14.3h.01",
} as const

export type SignName = keyof typeof SIGNS

interface DrawnProps {
  path: string
  size: 12 | 14 | 16 | 20
}

export function Drawn({ path, size }: DrawnProps) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

export function Sign({ name, size = 16 }: { name: SignName; size?: DrawnProps["size"] }) {
  return <Drawn path={SIGNS[name]} size={size} />
}
