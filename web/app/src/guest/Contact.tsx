// Who answers for it, and how to reach them.

import { usePhrases } from "@ui/phrases"
import { Sign } from "@ui/Sign"
import { displayPhone } from "../kit/contact"
import { guestPhrases } from "./phrases"

interface ContactProps {
  contact: { name: string; email: string | null; phone: string | null }
  seller: string
}

export function Contact({ contact: { name, email, phone }, seller }: ContactProps) {
  const t = usePhrases(guestPhrases)
  return (
    <section className="contact" aria-labelledby="contact">
      <h2 className="head" id="contact">
        {t("contact")}
      </h2>
      <p className="who">
        <b>{name}</b> <span className="meta">{seller}</span>
      </p>
      {phone && (
        <a className="way" href={`tel:${phone}`}>
          <Sign name="phone" size={20} />
          <span className="hidden-visually">{t("call", { name })}</span>
          {displayPhone(phone)}
        </a>
      )}
      {email && (
        <a className="way" href={`mailto:${email}`}>
          <Sign name="mail" size={20} />
          <span className="hidden-visually">{t("mail", { name })}</span>
          {email}
        </a>
      )}
    </section>
  )
}
