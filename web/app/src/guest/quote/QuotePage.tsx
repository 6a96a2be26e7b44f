// A quote as the customer sees it: what, for how much, until when; answered, asked about, printed.

import type { GuestQuote } from "@api/contract"
import { Frame } from "../Frame"
import { hindranceOf, requestOf } from "../hindrance"
import { Opening, Trouble } from "../Trouble"
import { useReading } from "../useReading"
import { Quote } from "./Quote"

interface QuotePageProps {
  token: string
  read: () => Promise<GuestQuote>
}

export function QuotePage({ token, read }: QuotePageProps) {
  const reading = useReading(read)
  const { data, error, again } = reading
  return (
    <Frame language={data?.language} seller={data?.seller} sellerLines={data?.seller_lines ?? []} number={data?.number}>
      {data ? (
        <Quote token={token} quote={data} reading={reading} />
      ) : error ? (
        <Trouble hindrance={hindranceOf(error)} request={requestOf(error)} onAgain={() => void again()} />
      ) : (
        <Opening />
      )}
    </Frame>
  )
}
