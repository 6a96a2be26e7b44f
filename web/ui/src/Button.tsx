import type { ButtonHTMLAttributes, Ref } from "react"
import { Icon, type IconName } from "./Icon"

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: "primary" | "normal" | "plain" | "danger"
  small?: boolean
  icon?: IconName
  ref?: Ref<HTMLButtonElement>
}

export function Button({ look = "normal", small, icon, className = "", type = "button", ...rest }: ButtonProps) {
  const classes = ["button", look !== "normal" && `is-${look}`, small && "is-small", className]
    .filter(Boolean)
    .join(" ")
  return (
    <button {...rest} type={type} className={classes}>
      {icon && <Icon name={icon} size={small ? 14 : 16} />}
      {rest.children}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> {
  icon: IconName
  /** What a screen reader says and the tooltip shows. */
  label: string
  small?: boolean
  on?: boolean
  size?: 14 | 16 | 20
  ref?: Ref<HTMLButtonElement>
}

export function IconButton({ icon, label, small, on, size, className = "", ...rest }: IconButtonProps) {
  const classes = ["icon-button", small && "is-small", on && "is-on", className].filter(Boolean).join(" ")
  return (
    <button type="button" {...rest} className={classes} aria-label={label} title={label}>
      <Icon name={icon} size={size ?? (small ? 14 : 16)} />
    </button>
  )
}
